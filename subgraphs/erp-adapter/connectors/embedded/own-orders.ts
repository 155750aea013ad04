import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import type { VehicleStatus } from '../../vehicles/vehicle-status.ts'
import type { ErpOrder } from '../connector.ts'

/** An order of the adapter's own tables, as an ERP would tell it. */
export interface OwnOrder extends ErpOrder {
  readonly productionNumber: string
  readonly status: VehicleStatus
}

const orders = sql`
  select production_number as "productionNumber", erp_order_number as number, wanted.model_code as product,
    erp_statuses as statuses, production_state as state, planned_start as "plannedStart", planned_end as "plannedEnd",
    started_at as "actualStart", built_at as "actualEnd", status,
    concat_ws(' ', status, status_since, planned_start, planned_end) as revision
  from production_order as wanted join vehicle using (production_number)`

export interface OwnOrders {
  readonly plants: readonly string[]
  /** Orders from the one after this production number on; null from the first on. */
  readonly after: string | null
  readonly most: number
}

/** Orders of plants, by their production numbers. */
export async function pageOfOwnOrders(db: Queries, { plants, after, most }: OwnOrders): Promise<OwnOrder[]> {
  return db.rows<OwnOrder>(sql`
    ${orders} where plant_id = any(${plants}) and (${after}::text is null or production_number > ${after})
    order by production_number limit ${most}`)
}

/** An order by its own number, locked with its car. */
export async function lockOwnOrder(db: Queries, number: string): Promise<OwnOrder | undefined> {
  return db.row<OwnOrder>(sql`${orders} where erp_order_number = ${number} for update`)
}

export async function findOwnNumber(db: Queries, productionNumber: string): Promise<string | undefined> {
  const row = await db.row<{ number: string }>(sql`
    select erp_order_number as number from production_order where production_number = ${productionNumber}`)
  return row?.number
}
