import type { Transaction } from '#platform/database.ts'
import { orderCancelled, orderPlaced, reservationEnds } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'
import { recordActivity } from '../activity.ts'
import type { OrderRow } from './order.ts'

/** Tells that an order has what it asked for: a place in production, or its car until the reservation ends. */
export async function announceOrder(tx: Transaction, order: OrderRow): Promise<void> {
  const { id, kind, customerId, dealerId, modelCode, options, vin, placedAt, reservedUntil } = order
  const payload = {
    orderId: id,
    kind,
    customerId,
    dealerId,
    modelCode,
    options: [...options],
    vin,
    placedAt: placedAt.toISOString(),
  }
  await publish(tx, orderPlaced, [{ key: id, payload }])
  if (reservedUntil === null) return
  const ends = { orderId: id, until: reservedUntil.toISOString() }
  await publish(tx, reservationEnds, [{ key: `reservation of ${id}`, payload: ends, notBefore: reservedUntil }])
}

/** Tells that an order gave up its car or its place in production. */
export async function announceCancelled(tx: Transaction, { id, vin }: OrderRow, cancelledAt: Date): Promise<void> {
  await publish(tx, orderCancelled, [
    { key: id, payload: { orderId: id, vin, cancelledAt: cancelledAt.toISOString() } },
  ])
}

/** Tells the timeline of the order's customer. */
export async function recordOrderActivity(
  tx: Transaction,
  { id, customerId }: OrderRow,
  { at, summary }: { readonly at: Date; readonly summary: string },
): Promise<void> {
  await recordActivity(tx, { customerId, kind: 'ORDER', at, summary, subject: { type: 'SalesOrder', id } })
}
