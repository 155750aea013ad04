export const statusKinds = ['RISK', 'PROFIT', 'LOYALTY', 'SATISFACTION'] as const

export type StatusKind = (typeof statusKinds)[number]
export type StatusLevel = 'LOW' | 'MEDIUM' | 'HIGH'

/** How a customer stands in one respect, and how he came to stand so. */
export interface StatusChange {
  readonly id: string
  readonly customerId: string
  readonly kind: StatusKind
  readonly level: StatusLevel
  readonly previous: StatusLevel | null
  readonly reason: string
  readonly analysisRun: string | null
  readonly setBy: string
  readonly at: Date
  readonly position: number
}

/** Something that was done and moved a status. */
export interface StatusAction {
  readonly changeId: string
  readonly subjectType: string
  readonly subjectId: string
}
