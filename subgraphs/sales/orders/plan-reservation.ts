import type { Transaction } from '#platform/database.ts'
import { findNewSale } from '../retail-sales/retail-sale-store.ts'
import { lockVehicles } from '../vehicles/known-vehicle-store.ts'
import { vehicleUnknown } from '../vehicles/vehicle-refusals.ts'
import { currentHolder } from './current-holder.ts'
import { findListPrice } from './list-price-of-car.ts'
import type { StockWish } from './order-input.ts'
import { modelUnknown } from './order-outcomes.ts'
import { pricesOf, type OrderPlan } from './order-plan.ts'
import { lockQueue } from './order-writes.ts'
import { decideReservation, reservationEnd } from './reservation.ts'

/** Finds out whether a stock car can be had, holding the car meanwhile: of concurrent wishes one wins. */
export async function planReservation(tx: Transaction, { vin, joinQueue, holdHours, price }: StockWish, now: Date) {
  const car = (await lockVehicles(tx, [vin])).get(vin)
  if (car === undefined) return vehicleUnknown(vin)
  // Whoever has the car or waits for it may be another dealer's customer.
  const all = tx.asSystem
  const sale = await findNewSale(all, vin)
  const holder = await currentHolder(all, { vin, car }, now)
  const queueLength = (await lockQueue(all, vin)).length
  const status = decideReservation({ vin, car, sale, holder, queueLength, joinQueue })
  if (status !== 'RESERVED' && status !== 'QUEUED') return status
  const list = await findListPrice(all, car)
  const agreed = price ?? list
  if (agreed === null) return modelUnknown(car.modelCode)
  return {
    kind: 'STOCK',
    status,
    modelCode: car.modelCode,
    options: [],
    ...pricesOf(agreed, list),
    vin,
    holdHours,
    reservedUntil: status === 'RESERVED' ? reservationEnd(holdHours, now) : null,
  } satisfies OrderPlan
}
