import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import { grouped } from '#platform/rows.ts'
import type { FittedPart, Operation } from './work.ts'

export async function operationsOf(
  db: Queries,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, Operation[]>> {
  const rows = await db.rows<Operation>(sql`
    select service_order_id as "serviceOrderId", code, description, labour_hours as "labourHours",
      price_amount as "priceAmount", recall_id as "recallId"
    from service_operation
    where service_order_id = any(${orderIds}) order by position`)
  return grouped(orderIds, rows, row => row.serviceOrderId)
}

export async function partsOf(db: Queries, orderIds: readonly string[]): Promise<ReadonlyMap<string, FittedPart[]>> {
  const rows = await db.rows<FittedPart>(sql`
    select service_order_id as "serviceOrderId", number, name, quantity, unit_price_amount as "unitPriceAmount",
      price_amount as "priceAmount", fault_code as "faultCode"
    from service_part
    where service_order_id = any(${orderIds}) order by position`)
  return grouped(orderIds, rows, row => row.serviceOrderId)
}
