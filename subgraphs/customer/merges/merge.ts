import type { CustomerFacts } from '../profile/customer.ts'
import type { FactField } from '../profile/fact.ts'

export type MergeSide = 'SURVIVOR' | 'MERGED'
export type MergeRule = 'CHOSEN' | 'ONLY_ONE' | 'VERIFIED' | 'NEWER' | 'EARLIER' | 'SURVIVOR_STAYS'

/** Whose value of a fact was kept, and why. */
export interface MergeDecision {
  readonly field: FactField
  readonly kept: MergeSide
  readonly rule: MergeRule
}

/** That two records were made one. */
export interface CustomerMerge {
  readonly id: string
  readonly mergedId: string
  readonly survivorId: string
  readonly reason: string | null
  readonly decisions: readonly MergeDecision[]
  readonly mergedAt: Date
  readonly mergedBy: string
  readonly unmergedAt: Date | null
  readonly unmergedBy: string | null
}

/** What it takes to undo a merge. */
export interface UndoableMerge extends CustomerMerge {
  /** The survivor's facts before, of those that the merge changed. */
  readonly factsBefore: Partial<CustomerFacts>
  /** What the merge entered in the history. */
  readonly changeIds: readonly string[]
  /** The last entry of the history then: later ones outlive the merge. */
  readonly lastPosition: number
}
