import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import type { Money } from '../money.ts'
import type { KnownVehicle } from '../vehicles/known-vehicle.ts'

/** The list price of a car: as configured by the order that it was built to, else that of the model without options. */
export async function findListPrice(db: Queries, { orderId, modelCode }: KnownVehicle): Promise<Money | null> {
  const price = await db.row<Money>(sql`
    select list_amount as amount, price_currency as currency from sales_order
    where id = ${orderId} and list_amount is not null
    union all
    select list_amount, list_currency from model_offer where model_code = ${modelCode}
    limit 1`)
  return price ?? null
}
