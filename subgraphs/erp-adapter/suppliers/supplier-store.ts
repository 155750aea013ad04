import sql from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { pagesOf } from '#platform/pages.ts'
import { grouped, keyed } from '#platform/rows.ts'

export interface SupplierRow {
  readonly id: string
  readonly nameZh: string
  readonly nameEn: string
  readonly country: string | null
  readonly isSentPlans: boolean
}

export async function findSuppliers(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, SupplierRow>> {
  const rows = await db.rows<SupplierRow>(sql`
    select id, name_zh as "nameZh", name_en as "nameEn", country, endpoint is not null as "isSentPlans"
    from supplier where id = any(${ids})`)
  return keyed(rows, row => row.id)
}

/** The secrets that a supplier signs with; none for one that has none, or is not known. */
export async function supplierSecrets(db: Queries, supplierId: string): Promise<readonly string[]> {
  const rows = await db.rows<{ secret: string }>(
    sql`select secret from supplier where id = ${supplierId} and secret is not null`,
  )
  return rows.map(({ secret }) => secret)
}

export interface PartSupplyRow {
  readonly partNumber: string
  readonly supplierId: string
  readonly leadDays: number
  readonly lotSize: string
}

export async function findSupplies(
  db: Queries,
  partNumbers: readonly string[],
): Promise<ReadonlyMap<string, PartSupplyRow>> {
  const rows = await db.rows<PartSupplyRow>(sql`
    select part_number as "partNumber", supplier_id as "supplierId", lead_days as "leadDays", lot_size as "lotSize"
    from part_supply where part_number = any(${partNumbers})`)
  return keyed(rows, row => row.partNumber)
}

export interface BillLineRow {
  readonly of: string
  readonly partNumber: string
  readonly quantity: string
  readonly optionCode: string | null
  readonly scrap: string
}

const line = sql`part_number as "partNumber", quantity, option_code as "optionCode", scrap`

export async function findModelBills(
  db: Queries,
  modelCodes: readonly string[],
): Promise<ReadonlyMap<string, readonly BillLineRow[]>> {
  const rows = await db.rows<BillLineRow>(sql`
    select model_code as of, ${line} from bill_line where model_code = any(${modelCodes})
    order by part_number, option_code nulls first`)
  return grouped(modelCodes, rows, row => row.of)
}

export async function findAssemblyBills(
  db: Queries,
  partNumbers: readonly string[],
): Promise<ReadonlyMap<string, readonly BillLineRow[]>> {
  const rows = await db.rows<BillLineRow>(sql`
    select assembly as of, ${line} from bill_line where assembly = any(${partNumbers}) order by part_number`)
  return grouped(partNumbers, rows, row => row.of)
}

export interface PurchaseRow {
  readonly number: string
  readonly plantId: string
  readonly partNumber: string
  readonly supplierId: string
  readonly quantity: string
  readonly received: string
  readonly dueOn: string
}

/** For each part one page of what has not all come, that due first first. */
export const pagesOfPurchases = (db: Queries, partNumbers: readonly string[], page: Page) =>
  pagesOf(db, partNumbers, {
    page,
    order: {
      by: sql`due_on`,
      type: 'date',
      id: sql`number`,
      positionOf: ({ dueOn, number }: PurchaseRow) => ({ sort: dueOn, id: number }),
    },
    rows: sql`
      select number, plant_id as "plantId", part_number as "partNumber", supplier_id as "supplierId", quantity, received,
        due_on as "dueOn"
      from open_purchase where part_number = parent.id and not cancelled and received < quantity`,
  })
