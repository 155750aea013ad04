import type { Transaction } from '#platform/database.ts'
import type { DealerScope } from '../dealers/row-access.ts'
import { lockVehicles } from '../vehicles/known-vehicle-store.ts'
import { isClosed } from './order.ts'
import { orderClosed, orderUnknown, type CancelOrderSuccess } from './order-outcomes.ts'
import { findOrders } from './order-store.ts'
import { lockOrder } from './order-writes.ts'
import { endOrder } from './release-car.ts'

/** A cancellation by somebody who can see the order. */
export interface Cancellation {
  readonly orderId: string
  readonly reason: string | null
  readonly scope: DealerScope
  readonly now: Date
}

/** Cancels an order that is not delivered. */
export async function cancelOrder(tx: Transaction, { orderId, reason, scope, now }: Cancellation) {
  const vin = (await findOrders(tx, [orderId], scope)).get(orderId)?.vin
  // The car before the order, as everybody locks them.
  if (vin != null) await lockVehicles(tx, [vin])
  const order = await lockOrder(tx, orderId, scope)
  if (order === undefined) return orderUnknown(orderId)
  if (isClosed(order)) return orderClosed(order)
  await endOrder(tx, order, { status: 'CANCELLED', at: now, note: reason })
  return { __typename: 'CancelOrderSuccess', orderId } satisfies CancelOrderSuccess
}
