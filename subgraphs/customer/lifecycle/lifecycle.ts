export type LifecycleStage = 'IDENTIFIED' | 'SELECTED' | 'ACQUIRED' | 'DEVELOPED' | 'RETAINED' | 'LOST' | 'WON_BACK'

export type LifecycleTrigger = 'REGISTERED' | 'LEAD' | 'PURCHASE' | 'SERVICE' | 'SILENCE' | 'EMPLOYEE'

/** A way from one stage to another that is open. */
export interface LifecycleTransition {
  /** Null for a customer who is in none yet. */
  readonly from: LifecycleStage | null
  readonly to: LifecycleStage
  readonly trigger: LifecycleTrigger
  /** How long a customer must be silent for it; null for other triggers. */
  readonly silentMonths: number | null
}

/** Where a customer is. */
export interface CustomerLifecycle {
  readonly customerId: string
  readonly stage: LifecycleStage
  readonly since: Date
}

/** How a customer came from one stage to another. */
export interface LifecycleMove {
  readonly id: string
  readonly customerId: string
  readonly from: LifecycleStage | null
  readonly to: LifecycleStage
  readonly trigger: LifecycleTrigger
  readonly reason: string | null
  readonly subjectType: string | null
  readonly subjectId: string | null
  readonly movedBy: string | null
  readonly at: Date
  readonly recordedAt: Date
  readonly position: number
}
