import type { Transaction } from '#platform/database.ts'
import type { OrderRow } from './order.ts'
import { lockHolder } from './order-writes.ts'
import { endOrder } from './release-car.ts'
import { isOver } from './reservation.ts'

/** The order that has a car at a time: reservations that are over by then end first, the queue moves up. */
export async function currentHolder(tx: Transaction, vin: string, now: Date): Promise<OrderRow | undefined> {
  for (;;) {
    const holder = await lockHolder(tx, vin)
    if (holder === undefined || !isOver(holder, now)) return holder
    await endOrder(tx, holder, { status: 'EXPIRED', at: now, note: 'The time of the reservation is over.' })
  }
}
