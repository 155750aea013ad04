/** A condition that the member met when last found, with what was known of him. */
export interface Reason {
  readonly attribute: string
  readonly condition: string
  readonly value: string | null
}

export interface MembershipRow {
  readonly segmentId: string
  readonly customerId: string
  readonly version: number
  readonly since: Date
  readonly reasons: Reason[]
}
