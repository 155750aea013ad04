import sql, { empty, type Sql } from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { listOf, newestFirst } from '#platform/pages.ts'
import { keyed } from '#platform/rows.ts'
import type { Recall, RecallCount } from './recall.ts'

const columns = sql`id, title, remedy, status, model_codes as "modelCodes", vin_from as "vinFrom", vin_to as "vinTo",
  built_from as "builtFrom", built_to as "builtTo", station, part_number as "partNumber", part_batch as "partBatch",
  opened_at as "openedAt", closed_at as "closedAt"`

export async function findRecalls(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, Recall>> {
  const rows = await db.rows<Recall>(sql`select ${columns} from recall where id = any(${ids})`)
  return keyed(rows, row => row.id)
}

export const listRecalls = (db: Queries, open: boolean | null, page: Page) =>
  listOf(db, {
    page,
    order: newestFirst(sql`opened_at`, (row: Recall) => row.openedAt),
    rows: sql`select ${columns} from recall where true ${openness(open)}`,
  })

function openness(open: boolean | null): Sql {
  if (open === null) return empty
  return open ? sql`and status = 'OPEN'` : sql`and status = 'CLOSED'`
}

export async function countVehicles(
  db: Queries,
  recallIds: readonly string[],
): Promise<ReadonlyMap<string, RecallCount>> {
  const rows = await db.rows<RecallCount>(sql`
    select recall_id as "recallId", count(*) as affected, count(completed_at) as completed
    from recall_vehicle where recall_id = any(${recallIds}) group by recall_id`)
  return keyed(rows, row => row.recallId)
}
