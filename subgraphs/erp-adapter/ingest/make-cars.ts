import type { Queries } from '#platform/database.ts'
import type { CarsInHand } from '../vehicles/cars-in-hand.ts'
import type { CarBefore } from '../vehicles/settle-cars.ts'
import { insertOrders, lockCars } from './capture-store.ts'
import type { NewCar } from './judge-events.ts'

/** Writes the orders of cars and takes those in hand, their rows to be written with what their events tell; one that another capture made at the same time is taken as that left it. */
export async function makeCars(
  db: Queries,
  wanted: readonly NewCar[],
  { hand, basis }: { readonly hand: CarsInHand; readonly basis: number },
): Promise<readonly CarBefore[]> {
  if (wanted.length === 0) return []
  const made = new Set(await insertOrders(db, wanted))
  const others = wanted.flatMap(({ productionNumber }) => (made.has(productionNumber) ? [] : [productionNumber]))
  await hand.begin(db, [...made])
  const own = wanted
    .filter(({ productionNumber }) => made.has(productionNumber))
    .map(({ productionNumber, modelCode }) => ({ productionNumber, modelCode, orderId: null, status: null }))
  if (others.length === 0) return own
  const locked = await lockCars(db, { numbers: others, vins: [] })
  await hand.take(db, others, basis)
  return [...own, ...locked]
}
