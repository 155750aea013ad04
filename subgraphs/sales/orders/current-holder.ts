import type { Transaction } from '#platform/database.ts'
import { isHandedOver, type KnownVehicle } from '../vehicles/known-vehicle.ts'
import type { OrderRow } from './order.ts'
import { lockHolder } from './order-writes.ts'
import { endOrder } from './release-car.ts'
import { isOver } from './reservation.ts'

/**
 * The order that has a car at a time: reservations that are over by then end first, the queue moves up. Of a car that was
 * handed over none ends, until its sale tells to whom.
 */
export async function currentHolder(
  tx: Transaction,
  { vin, car }: { readonly vin: string; readonly car: Pick<KnownVehicle, 'status'> },
  now: Date,
): Promise<OrderRow | undefined> {
  for (;;) {
    const holder = await lockHolder(tx, vin)
    if (holder === undefined || isHandedOver(car) || !isOver(holder, now)) return holder
    await endOrder(tx, holder, { status: 'EXPIRED', at: now, note: 'The time of the reservation is over.' })
  }
}
