import type { Department } from '#platform/department.ts'

export type LoopTrigger = 'COMPLAINT' | 'LOW_CUSTOMER_SCORE' | 'LOW_INTERNAL_SCORE' | 'FINDING'
export type LoopStage = 'OPEN' | 'DONE' | 'VERIFIED' | 'ENDED'

/** Something that went wrong, until what was done about it is verified and learnt from. */
export interface Loop {
  readonly id: string
  readonly trigger: LoopTrigger
  readonly subject: string
  readonly caseId: string | null
  readonly requestId: string | null
  readonly customerId: string | null
  readonly dealerId: string | null
  readonly department: Department
  readonly ownerId: string | null
  readonly openedBy: string
  readonly openedAt: Date
  readonly result: string | null
  readonly verifiedBy: string | null
  readonly verifiedAt: Date | null
  readonly endedAt: Date | null
  readonly articleId: string | null
}

export interface LoopAction {
  readonly loopId: string
  readonly action: string
  readonly takenBy: string
  readonly takenAt: Date
}

/** What a customer thought of how his case was solved. */
export interface CaseRating {
  readonly caseId: string
  readonly score: number
  readonly comment: string | null
  readonly ratedBy: string
  readonly ratedAt: Date
}

/** How far a loop has come. */
export function stageOf({ result, verifiedAt, endedAt }: Pick<Loop, 'result' | 'verifiedAt' | 'endedAt'>): LoopStage {
  if (endedAt !== null) return 'ENDED'
  if (verifiedAt !== null) return 'VERIFIED'
  return result === null ? 'OPEN' : 'DONE'
}

/** A score of 1 or 2 of 5 opens a loop. */
export const isLow = (score: number): boolean => score <= 2
