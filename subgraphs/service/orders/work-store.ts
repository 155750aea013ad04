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
      service_operation.price_amount as "priceAmount", currency, recall_id as "recallId"
    from service_operation join service_order on service_order.id = service_order_id
    where service_order_id = any(${orderIds}) order by position`)
  return grouped(orderIds, rows, row => row.serviceOrderId)
}

export async function partsOf(db: Queries, orderIds: readonly string[]): Promise<ReadonlyMap<string, FittedPart[]>> {
  const rows = await db.rows<FittedPart>(sql`
    select service_order_id as "serviceOrderId", number, name, quantity, unit_price_amount as "unitPriceAmount",
      service_part.price_amount as "priceAmount", currency, fault_code as "faultCode"
    from service_part join service_order on service_order.id = service_order_id
    where service_order_id = any(${orderIds}) order by position`)
  return grouped(orderIds, rows, row => row.serviceOrderId)
}
