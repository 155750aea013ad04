import sql from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { pagesOf } from '#platform/pages.ts'
import { keyed } from '#platform/rows.ts'

export interface LineRow {
  readonly planId: string
  readonly line: number
  readonly supplierId: string | null
  readonly partNumber: string
  readonly quantity: string
  readonly needOn: string
  readonly orderBy: string | null
}

/** For each plan one page of its lines, of one supplier or of all. */
export const pagesOfLines = (
  db: Queries,
  planIds: readonly string[],
  { supplierId, page }: { readonly supplierId: string | null; readonly page: Page },
) =>
  pagesOf(db, planIds, {
    page,
    order: {
      by: sql`line`,
      type: 'bigint',
      positionOf: ({ line, partNumber }: LineRow) => ({ sort: String(line), id: partNumber }),
    },
    rows: sql`
      select plan_id as "planId", line, supplier_id as "supplierId", part_number as "partNumber", quantity,
        need_on as "needOn", order_by as "orderBy"
      from material_line
      where plan_id = parent.id and (${supplierId}::text is null or supplier_id = ${supplierId})`,
  })

export interface CoverageRow {
  readonly planId: string
  readonly partNumber: string
  readonly supplierId: string | null
  readonly onHand: string
  readonly expected: string
  readonly planned: string
  readonly need: string
  readonly coverageDays: number | null
  readonly shortage: string
  readonly shortOn: string | null
  readonly excess: string
}

/** For each plan one page of its parts: those that run short first. A part that doesn't is sorted by the end of time. */
export const pagesOfCoverage = (
  db: Queries,
  planIds: readonly string[],
  { short, page }: { readonly short: boolean; readonly page: Page },
) =>
  pagesOf(db, planIds, {
    page,
    order: {
      by: sql`coalesce(short_on, 'infinity')`,
      type: 'date',
      id: sql`part_number`,
      positionOf: ({ shortOn, partNumber }: CoverageRow) => ({ sort: shortOn ?? 'infinity', id: partNumber }),
    },
    rows: sql`
      select plan_id as "planId", part_number as "partNumber", supplier_id as "supplierId", on_hand as "onHand",
        expected, planned, need, coverage_days as "coverageDays", shortage, short_on as "shortOn", excess
      from material_coverage
      where plan_id = parent.id and (short_on is not null or not ${short}::boolean)`,
  })

export interface DelayRow {
  readonly productionNumber: string
  readonly planId: string
  readonly partNumber: string
  readonly readyOn: string | null
}

export async function findProductionDelays(
  db: Queries,
  productionNumbers: readonly string[],
): Promise<ReadonlyMap<string, DelayRow>> {
  const rows = await db.rows<DelayRow>(sql`
    select production_number as "productionNumber", plan_id as "planId", part_number as "partNumber", ready_on as "readyOn"
    from production_delay where production_number = any(${productionNumbers})`)
  return keyed(rows, row => row.productionNumber)
}
