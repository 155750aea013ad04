import sql from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { latestFirst, pagesOf } from '#platform/pages.ts'
import { keyed } from '#platform/rows.ts'
import type { CustomerLifecycle, LifecycleMove, LifecycleStage, LifecycleTransition } from './lifecycle.ts'

/** All ways that are open. */
export function listTransitions(db: Queries): Promise<LifecycleTransition[]> {
  return db.rows<LifecycleTransition>(sql`
    select nullif(from_stage, '') as "from", to_stage as "to", trigger, silent_months as "silentMonths"
    from lifecycle_transition
    order by from_stage, lifecycle_transition.trigger, to_stage`)
}

export async function findLifecycles(
  db: Queries,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, CustomerLifecycle>> {
  const rows = await db.rows<CustomerLifecycle>(sql`
    select customer_id as "customerId", stage, since from customer_stage
    where customer_id = any(${customerIds}) and stage <> ''`)
  return keyed(rows, row => row.customerId)
}

/** How many customers are in each stage that has any. */
export function countStages(db: Queries): Promise<{ stage: LifecycleStage; customers: number }[]> {
  return db.rows(sql`
    select stage, count(*)::int as customers from customer_stage where stage <> '' group by stage order by stage`)
}

/** How customers came where they are, newest first. */
export const findMovesOf = (db: Queries, customerIds: readonly string[], page: Page) =>
  pagesOf(db, customerIds, {
    page,
    order: latestFirst<LifecycleMove>(),
    rows: sql`
      select id, customer_id as "customerId", nullif(from_stage, '') as "from", to_stage as "to", trigger, reason,
        subject_type as "subjectType", subject_id as "subjectId", moved_by as "movedBy", at, recorded_at as "recordedAt",
        position
      from lifecycle_move where customer_id = parent.id`,
  })
