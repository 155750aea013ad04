import sql from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { pagesOf } from '#platform/pages.ts'
import { grouped } from '#platform/rows.ts'
import type { RecallVehicle } from './recall.ts'

const columns = sql`recall_id as "recallId", vin, completed_at is null and status = 'OPEN' as open,
  added_at as "addedAt", completed_at as "completedAt", service_order_id as "serviceOrderId"`

export async function recallsOfVehicles(
  db: Queries,
  vins: readonly string[],
  open: boolean | null,
): Promise<ReadonlyMap<string, RecallVehicle[]>> {
  const rows = await db.rows<RecallVehicle>(sql`
    select ${columns} from recall_vehicle join recall on recall.id = recall_id
    where vin = any(${vins}) and (${open}::boolean is null or (completed_at is null and status = 'OPEN') = ${open})
    order by opened_at desc, recall_id desc`)
  return grouped(vins, rows, row => row.vin)
}

export const vehiclesOfRecalls = (
  db: Queries,
  recallIds: readonly string[],
  { completed, page }: { readonly completed: boolean | null; readonly page: Page },
) =>
  pagesOf(db, recallIds, {
    page,
    order: { by: sql`vin`, type: 'text', positionOf: ({ vin }: RecallVehicle) => ({ sort: vin, id: vin }) },
    rows: sql`
      select ${columns} from recall_vehicle join recall on recall.id = recall_id
      where recall_id = parent.id and (${completed}::boolean is null or (completed_at is not null) = ${completed})`,
  })
