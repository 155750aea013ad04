import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import { allOf, equals } from '../condition.ts'
import type { DealerScope } from '../dealers/row-access.ts'
import type { OrderEventRow, OrderRow } from './order.ts'
import { orderColumns } from './order-store.ts'

export async function insertOrder(tx: Transaction, order: OrderRow): Promise<void> {
  await tx.rows(sql`
    insert into sales_order (id, kind, status, customer_id, dealer_id, sales_cycle_id, model_code, options,
      price_amount, price_currency, list_amount, production_number, vin, placed_at, promised_at, frozen_at, hold_hours,
      reserved_until)
    values (${order.id}, ${order.kind}, ${order.status}, ${order.customerId}, ${order.dealerId}, ${order.salesCycleId},
      ${order.modelCode}, ${order.options}, ${order.priceAmount}, ${order.priceCurrency}, ${order.listAmount},
      ${order.productionNumber}, ${order.vin}, ${order.placedAt}, ${order.promisedAt}, ${order.frozenAt},
      ${order.holdHours}, ${order.reservedUntil})`)
}

/** Holds an order until the transaction ends. */
export async function lockOrder(tx: Transaction, id: string, scope: DealerScope = null): Promise<OrderRow | undefined> {
  const where = allOf([sql`id = ${id}`, equals(sql`dealer_id`, scope)])
  return tx.row<OrderRow>(sql`select ${orderColumns} from sales_order where ${where} for update`)
}

/** Stores what can change of an order. */
export async function saveOrder(tx: Transaction, order: OrderRow): Promise<void> {
  await tx.rows(sql`
    update sales_order set status = ${order.status}, options = ${order.options}, price_amount = ${order.priceAmount},
      price_currency = ${order.priceCurrency}, list_amount = ${order.listAmount},
      production_number = ${order.productionNumber}, vin = ${order.vin}, frozen_at = ${order.frozenAt},
      reserved_until = ${order.reservedUntil}
    where id = ${order.id}`)
}

export async function addOrderEvent(tx: Transaction, { orderId, status, at, note }: OrderEventRow): Promise<void> {
  await tx.rows(sql`
    insert into sales_order_event (order_id, status, at, note) values (${orderId}, ${status}, ${at}, ${note})`)
}

/** The order that has a car now: it reserves it, or the car is built for it. */
export async function lockHolder(tx: Transaction, vin: string): Promise<OrderRow | undefined> {
  return tx.row<OrderRow>(sql`
    select ${orderColumns} from sales_order
    where vin = ${vin} and status not in ('QUEUED', 'EXPIRED', 'CANCELLED', 'DELIVERED') for update`)
}

/** The orders that wait for a car, the next one first. */
export async function lockQueue(tx: Transaction, vin: string): Promise<OrderRow[]> {
  return tx.rows<OrderRow>(sql`
    select ${orderColumns} from sales_order
    where vin = ${vin} and status = 'QUEUED' order by placed_at, id for update`)
}
