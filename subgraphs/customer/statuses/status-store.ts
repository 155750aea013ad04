import sql from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { latestFirst, pagesOf } from '#platform/pages.ts'
import { grouped } from '#platform/rows.ts'
import type { StatusAction, StatusChange } from './status.ts'

const columns = sql`
  change.id, change.customer_id as "customerId", change.kind, change.level, previous, reason,
  analysis_run as "analysisRun", set_by as "setBy", at, position`

/** How customers stand now, one row for each respect. */
export async function findStatuses(
  db: Queries,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, StatusChange[]>> {
  const rows = await db.rows<StatusChange>(sql`
    select ${columns} from customer_status as status join status_change as change on change.id = change_id
    where status.customer_id = any(${customerIds}) order by change.kind`)
  return grouped(customerIds, rows, row => row.customerId)
}

/** How they came to stand so, newest first. */
export const findStatusChanges = (db: Queries, customerIds: readonly string[], page: Page) =>
  pagesOf(db, customerIds, {
    page,
    order: latestFirst<StatusChange>(),
    rows: sql`select ${columns} from status_change as change where change.customer_id = parent.id`,
  })

/** What was done that moved statuses. */
export async function findStatusActions(
  db: Queries,
  changeIds: readonly string[],
): Promise<ReadonlyMap<string, StatusAction[]>> {
  const rows = await db.rows<StatusAction>(sql`
    select change_id as "changeId", subject_type as "subjectType", subject_id as "subjectId" from status_action
    where change_id = any(${changeIds}) order by change_id, position`)
  return grouped(changeIds, rows, row => row.changeId)
}
