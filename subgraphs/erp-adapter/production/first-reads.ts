import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'

/** When each of many cars was first read at each place, by its number; what was declared in error does not count. */
export async function findFirstReads(
  db: Queries,
  productionNumbers: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, Date>>> {
  const rows = await db.rows<{ productionNumber: string; place: string; at: Date }>(sql`
    select production_number as "productionNumber", read_point as place, min(event_time) as at
    from event_log
    where production_number = any(${productionNumbers}) and read_point is not null and not declares_error
      and not exists (
        select from event_log as wrong where wrong.production_number = event_log.production_number
          and wrong.event_id = event_log.event_id and wrong.declares_error)
    group by production_number, read_point`)
  const reads = new Map(productionNumbers.map(number => [number, new Map<string, Date>()]))
  for (const { productionNumber, place, at } of rows) reads.get(productionNumber)?.set(place, at)
  return reads
}
