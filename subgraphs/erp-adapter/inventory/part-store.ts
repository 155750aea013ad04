import sql from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { grouped, keyed } from '#platform/rows.ts'

export interface PartRow {
  readonly number: string
  readonly nameZh: string
  readonly nameEn: string
  readonly unit: string
}

export interface PartStockRow {
  readonly partNumber: string
  readonly placeId: string
  readonly onHand: string
  readonly reserved: string
  readonly available: string
}

export async function findParts(db: Queries, numbers: readonly string[]): Promise<ReadonlyMap<string, PartRow>> {
  const rows = await db.rows<PartRow>(sql`
    select number, name_zh as "nameZh", name_en as "nameEn", unit from part where number = any(${numbers})`)
  return keyed(rows, row => row.number)
}

export async function findPartStocks(
  db: Queries,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, readonly PartStockRow[]>> {
  const rows = await db.rows<PartStockRow>(sql`
    select part_number as "partNumber", place_id as "placeId", on_hand as "onHand", reserved,
      on_hand - reserved as available
    from part_stock where part_number = any(${numbers}) order by place_id`)
  return grouped(numbers, rows, row => row.partNumber)
}

export interface PartCriteria {
  readonly numberPrefix: string | null
  readonly places: readonly string[] | null
  /** Whether some must be free to promise. */
  readonly available: boolean
}

/** One page of the parts that meet all criteria, by number. */
export async function pageOfParts(
  db: Queries,
  { numberPrefix, places, available }: PartCriteria,
  page: Page,
): Promise<PartRow[]> {
  return db.rows<PartRow>(sql`
    select number, name_zh as "nameZh", name_en as "nameEn", unit from part
    where (${numberPrefix}::text is null or starts_with(number, ${numberPrefix}))
      and ((${places}::text[] is null and not ${available}::boolean) or exists (
        select from part_stock
        where part_number = number and on_hand > case when ${available}::boolean then reserved else 0 end
          and (${places}::text[] is null or place_id = any(${places}))))
      and (${page.after?.id ?? null}::text is null or number > ${page.after?.id ?? null})
    order by number limit ${page.limit + 1}`)
}
