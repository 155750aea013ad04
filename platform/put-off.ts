import sql, { type Sql } from 'sql-template-tag'

// Work that may fail is a row with the columns `attempts`, `not_before` and `given_up_at`.

/** How often and how soon work that failed is tried again. */
export interface Patience {
  /** The pause after the first failure, in seconds; each further one is twice as long. */
  readonly firstPause: number
  /** The longest pause, in seconds. */
  readonly longestPause: number
  /** Failures after which the work is given up, until a person says to try again. */
  readonly mostAttempts: number
}

/** Which rows are to be tried now. */
export const due: Sql = sql`given_up_at is null and not_before <= now()`

/** What a failure itself says of trying again. */
export interface FailureSays {
  /** There is no use in it. */
  readonly final: boolean
  /** Not before so many seconds. */
  readonly restSeconds: number
}

/** What an `update` sets of a row whose work failed. */
export const putOff = (
  { firstPause, longestPause, mostAttempts }: Patience,
  { final, restSeconds }: FailureSays = { final: false, restSeconds: 0 },
): Sql => sql`
  attempts = attempts + 1,
  not_before = now() + make_interval(secs => greatest(least(${firstPause} * power(2, attempts), ${longestPause}), ${restSeconds})),
  given_up_at = case when ${final} or attempts + 1 >= ${mostAttempts} then now() end`

/** What an `update` sets of a row that was given up and is tried anew. */
export const tryAnew: Sql = sql`attempts = 0, not_before = now(), given_up_at = null`
