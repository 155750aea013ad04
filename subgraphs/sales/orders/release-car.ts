import type { Transaction } from '#platform/database.ts'
import { isHandedOver } from '../vehicles/known-vehicle.ts'
import { lockVehicles } from '../vehicles/known-vehicle-store.ts'
import type { OrderRow } from './order.ts'
import { announceCancelled, announceOrder, recordOrderActivity } from './order-messages.ts'
import { addOrderEvent, lockQueue, saveOrder } from './order-writes.ts'
import { reserved } from './reservation.ts'

/** How and when an order ends without a car. */
export interface Ending {
  readonly status: 'CANCELLED' | 'EXPIRED'
  readonly at: Date
  readonly note: string | null
}

/** Ends an order; the car that it had goes to the first in the queue. */
export async function endOrder(tx: Transaction, order: OrderRow, { status, at, note }: Ending): Promise<void> {
  await saveOrder(tx, { ...order, status, reservedUntil: null })
  await addOrderEvent(tx, { orderId: order.id, status, at, note })
  await recordOrderActivity(tx, order, {
    at,
    summary: status === 'CANCELLED' ? 'Order cancelled' : 'Reservation ended',
  })
  // Nobody was told of an order in the queue.
  if (order.status === 'QUEUED') return
  await announceCancelled(tx, order, at)
  if (order.vin !== null) await promoteNext(tx, order.vin, at)
}

/** Gives a car that nobody has any more to the first in its queue, unless a buyer has it already. */
export async function promoteNext({ asSystem: tx }: Transaction, vin: string, at: Date): Promise<void> {
  // The queue of a car has orders of all dealers.
  const [next] = await lockQueue(tx, vin)
  const car = (await lockVehicles(tx, [vin])).get(vin)
  if (next === undefined || car === undefined || isHandedOver(car)) return
  const order = reserved(next, at)
  await saveOrder(tx, order)
  await addOrderEvent(tx, { orderId: order.id, status: order.status, at, note: 'The car became free.' })
  await announceOrder(tx, order)
  await recordOrderActivity(tx, order, { at, summary: 'The car that was queued for is reserved' })
}

/** Ends the waiting for a car that somebody else got. */
export async function disappointQueue({ asSystem: tx }: Transaction, vin: string, at: Date): Promise<void> {
  for (const waiting of await lockQueue(tx, vin))
    await endOrder(tx, waiting, { status: 'EXPIRED', at, note: 'The car was sold to another customer.' })
}
