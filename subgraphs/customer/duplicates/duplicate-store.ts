import sql from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries, Transaction } from '#platform/database.ts'
import type { MatchReason } from '../matching/match-reason.ts'

/** Two records that may be of one customer. */
export interface DuplicatePair {
  readonly customerId: string
  readonly otherId: string
  readonly score: number
  readonly reasons: MatchReason[]
  readonly dismissedAt: Date | null
  readonly dismissedBy: string | null
}

export interface WorkListPage {
  readonly page: Page
  readonly minScore: number
  readonly dismissed: boolean
}

/** A page of the pairs that are to be worked on, or of those that were dismissed. */
export function findDuplicatePairs(db: Queries, { page, minScore, dismissed }: WorkListPage): Promise<DuplicatePair[]> {
  const { sort = null, id = null } = page.after ?? {}
  return db.rows<DuplicatePair>(sql`
    select customer_id as "customerId", other_id as "otherId", score, reasons, dismissed_at as "dismissedAt",
      dismissed_by as "dismissedBy"
    from duplicate_pair left join duplicate_dismissal using (customer_id, other_id, evidence)
    where score >= ${minScore} and (dismissed_at is not null) = ${dismissed}
      and (${sort}::float8 is null
        or score < ${sort}::float8 or score = ${sort}::float8 and customer_id || ' ' || other_id > ${id})
    order by score desc, customer_id || ' ' || other_id limit ${page.limit + 1}`)
}

/** Keeps that two are not one while they have the same in common; false when they are no pair. */
export async function insertDismissal(
  tx: Transaction,
  { ids, at, by }: { readonly ids: readonly [string, string]; readonly at: Date; readonly by: string },
): Promise<boolean> {
  const pair = await tx.row(sql`
    with pair as (
      select customer_id, other_id, evidence from duplicate_pair
      where customer_id = least(${ids[0]}, ${ids[1]}) and other_id = greatest(${ids[0]}, ${ids[1]})
    ), dismissed as (
      insert into duplicate_dismissal (customer_id, other_id, evidence, dismissed_at, dismissed_by)
      select customer_id, other_id, evidence, ${at}, ${by} from pair on conflict do nothing
    )
    select from pair`)
  return pair !== undefined
}
