/** How many calls may be made a second time. */
export interface RetryRules {
  /** Retries for each call, as a share. @default 0.1 */
  readonly share: number
  /** Retries that may be saved up, and that there are at the start. @default 10 */
  readonly reserve: number
}

export const retryRules: RetryRules = { share: 0.1, reserve: 10 }

/** The retries that are left; a part of one is saved up by calls to come. */
export type RetryBudget = number

/** The budget after a call, which earns its share of a retry. */
export function earn(budget: RetryBudget, { share, reserve }: RetryRules = retryRules): RetryBudget {
  return Math.min(reserve, budget + share)
}

/** The budget after one retry; undefined when there is none left. */
export function spend(budget: RetryBudget): RetryBudget | undefined {
  return budget < 1 ? undefined : budget - 1
}
