// What mutations that succeeded keep under the caller's key: ids, from which the graph reads the rows anew.

import type { ContactPurpose } from './contacts/contact-rule.ts'

interface OfCustomer {
  readonly customerId: string
}

export interface RegisterCustomerSuccess extends OfCustomer {
  readonly alreadyRegistered: boolean
}

export type AddSourceIdSuccess = OfCustomer

export type VerifyFactSuccess = OfCustomer

export interface SourceIdTaken extends OfCustomer {
  readonly message: string
  readonly source: string
  readonly externalId: string
}

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

export interface MergeCustomersSuccess extends OfCustomer {
  readonly mergeId: string
}

export interface UnmergeCustomersSuccess extends MergeCustomersSuccess {
  readonly mergedId: string
}

export interface DismissDuplicateSuccess extends OfCustomer {
  readonly otherId: string
}

/** Of contacts: also refusals, which tell of the grant that they are about. */
export interface ContactOfGrant {
  readonly grantId: string
}

export type RequestErasureSuccess = OfCustomer

export type RetryErasureSuccess = OfCustomer

export type ExportPersonalDataSuccess = OfCustomer

export interface ErasureAlreadyRequested extends OfCustomer {
  readonly message: string
}

export interface ContactRulesSet {
  readonly purpose: ContactPurpose
}

export interface SetNoticeRuleSuccess {
  readonly ruleId: string
}

export interface AcknowledgeNoticesSuccess {
  readonly noticeIds: readonly string[]
}

export type MoveLifecycleSuccess = OfCustomer

export interface SetCustomerStatusesSuccess {
  readonly changed: number
}

export type StatePreferredChannelSuccess = OfCustomer
