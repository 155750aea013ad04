import sql from 'sql-template-tag'
import type { Connection, Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { listOf, newestFirst, pagesOf } from '#platform/pages.ts'
import { grouped, keyed } from '#platform/rows.ts'
import { allOf, equals } from '../condition.ts'
import type { DealerScope } from '../dealers/row-access.ts'
import type { OrderEventRow, OrderKind, OrderRow, OrderStatus } from './order.ts'

export const orderColumns = sql`sales_order.id, sales_order.kind, sales_order.status,
  sales_order.customer_id as "customerId", sales_order.dealer_id as "dealerId",
  sales_order.sales_cycle_id as "salesCycleId", sales_order.model_code as "modelCode", sales_order.options,
  sales_order.price_amount as "priceAmount", sales_order.price_currency as "priceCurrency",
  sales_order.list_amount as "listAmount", sales_order.production_number as "productionNumber", sales_order.vin,
  sales_order.placed_at as "placedAt", sales_order.promised_at as "promisedAt", sales_order.frozen_at as "frozenAt",
  sales_order.hold_hours as "holdHours", sales_order.expected_at as "expectedAt",
  sales_order.waits_for_parts as "waitsForParts", sales_order.reserved_until as "reservedUntil"`

const order = newestFirst(sql`placed_at`, (row: OrderRow) => row.placedAt, sql`sales_order.id`)

export interface OrderFilter {
  readonly dealerId?: string | null
  readonly customerId?: string | null
  readonly status?: OrderStatus | null
  readonly kind?: OrderKind | null
}

export async function findOrders(
  db: Queries,
  ids: readonly string[],
  scope: DealerScope,
): Promise<ReadonlyMap<string, OrderRow>> {
  const where = allOf([sql`id = any(${ids})`, equals(sql`dealer_id`, scope)])
  const rows = await db.rows<OrderRow>(sql`select ${orderColumns} from sales_order where ${where}`)
  return keyed(rows, row => row.id)
}

/** Orders, newest first. */
export function listOrders(
  db: Queries,
  { filter, scope }: { readonly filter: OrderFilter; readonly scope: DealerScope },
  page: Page,
): Promise<Connection<OrderRow>> {
  const where = allOf([
    equals(sql`dealer_id`, scope),
    equals(sql`dealer_id`, filter.dealerId),
    equals(sql`customer_id`, filter.customerId),
    equals(sql`status`, filter.status),
    equals(sql`kind`, filter.kind),
  ])
  return listOf(db, { page, order, rows: sql`select ${orderColumns} from sales_order where ${where}` })
}

/** The orders of each customer, newest first, a page each. */
export function listOrdersOf(
  db: Queries,
  customerIds: readonly string[],
  { scope, page }: { readonly scope: DealerScope; readonly page: Page },
): Promise<ReadonlyMap<string, Connection<OrderRow>>> {
  const where = allOf([sql`sales_order.customer_id = parent.id`, equals(sql`dealer_id`, scope)])
  return pagesOf(db, customerIds, { page, order, rows: sql`select ${orderColumns} from sales_order where ${where}` })
}

export async function findTimelines(
  db: Queries,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, OrderEventRow[]>> {
  const rows = await db.rows<OrderEventRow>(sql`
    select order_id as "orderId", status, at, note from sales_order_event
    where order_id = any(${orderIds}) order by order_id, id`)
  return grouped(orderIds, rows, row => row.orderId)
}
