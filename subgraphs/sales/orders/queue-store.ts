import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'

/** The place of each order in the queue of its car; an order in no queue is left out. */
export async function findQueuePositions(
  db: Queries,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await db.rows<{ id: string; place: number }>(sql`
    select mine.id, (
      select count(*)::int from sales_order as other
      where other.vin = mine.vin and other.status = 'QUEUED' and (other.placed_at, other.id) <= (mine.placed_at, mine.id)
    ) as place
    from sales_order as mine where mine.id = any(${orderIds}) and mine.status = 'QUEUED'`)
  return new Map(rows.map(row => [row.id, row.place]))
}
