import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import { keyed } from '#platform/rows.ts'
import type { Availability } from '../vehicles/availability.ts'
import type { CarBefore } from '../vehicles/settle-cars.ts'
import { vehicleColumns, type VehicleRow } from '../vehicles/vehicle-store.ts'

/** The next production number for an order that the plant did not number itself: `AG` and nine digits. */
export async function nextProductionNumber(db: Queries): Promise<string> {
  const row = await db.row<{ number: string }>(
    sql`select 'AG' || lpad(nextval('production_number')::text, 9, '0') as number`,
  )
  if (row === undefined) throw new Error('the sequence of production numbers gave none')
  return row.number
}

/** Locks the cars of production orders, with the orders, always in the same sequence. */
export async function lockOrders(
  db: Queries,
  productionNumbers: readonly string[],
): Promise<ReadonlyMap<string, VehicleRow>> {
  const rows = await db.rows<VehicleRow>(sql`
    select ${vehicleColumns} from vehicle join production_order using (production_number)
    where production_number = any(${productionNumbers}) order by production_number for update`)
  return keyed(rows, row => row.productionNumber)
}

/** A car before an order takes it, gives it up, or is fulfilled by it. */
export interface OrderedCar extends CarBefore {
  readonly availability: Availability
}

const before = sql`
  production_number as "productionNumber", model_code as "modelCode", order_id as "orderId", status, availability`

/** Locks the car that is built or reserved for a sales order. */
export async function lockCarOfOrder(db: Queries, orderId: string): Promise<OrderedCar | null> {
  return (await db.row<OrderedCar>(sql`select ${before} from vehicle where order_id = ${orderId} for update`)) ?? null
}

export async function lockCarOfVin(db: Queries, vin: string): Promise<OrderedCar | null> {
  return (await db.row<OrderedCar>(sql`select ${before} from vehicle where vin = ${vin} for update`)) ?? null
}

/** A sales order that holds a car, and the dealer who sells it. */
export interface Holder {
  readonly orderId: string
  /** Null when only the plant knows of the order. */
  readonly dealerId: string | null
}

/** Gives a car to a sales order, or frees it: one order for each car. */
export async function assignOrder(db: Queries, productionNumber: string, holder: Holder | null): Promise<void> {
  await db.rows(sql`
    update vehicle set order_id = ${holder?.orderId ?? null}, dealer_id = ${holder?.dealerId ?? null}
    where production_number = ${productionNumber}`)
}

/** Whether a sale to a customer is in the log of a car, declared in error or not. */
export async function saleInLog(db: Queries, productionNumber: string): Promise<boolean> {
  const row = await db.row(sql`
    select true from event_log
    where production_number = ${productionNumber} and (biz_step = 'retail_selling' or disposition = 'retail_sold') limit 1`)
  return row !== undefined
}
