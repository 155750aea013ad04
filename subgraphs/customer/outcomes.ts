// What mutations that succeeded keep under the caller's key: ids, from which the graph reads the rows anew.

interface OfCustomer {
  readonly customerId: string
}

export type RegisterCustomerSuccess = OfCustomer

export interface ChangeCustomerSuccess extends OfCustomer {
  readonly changeIds: readonly string[]
}

export interface ContactPointSuccess extends OfCustomer {
  readonly contactPointId: string
}

export interface RelateCustomersSuccess extends OfCustomer {
  readonly relationId: string
}

export interface EndRelationSuccess extends RelateCustomersSuccess {
  readonly relatedId: string
}

export interface RecordTouchpointSuccess {
  readonly touchpointId: string
  readonly alreadyRecorded: boolean
}

export interface ConsentSuccess extends OfCustomer {
  readonly entryId: string
}

export interface AssignCustomerSuccess extends OfCustomer {
  readonly assignmentId: string
  readonly previousId: string | null
}
