import type { Transaction } from '#platform/database.ts'
import { planningSteps } from '../vehicles/car-event.ts'
import { untold } from '../vehicles/car-state.ts'
import { insertCars, type NewOrder } from '../vehicles/insert-cars.ts'
import { assignOrder, nextProductionNumber, type Holder } from './order-store.ts'
import { recordPlanning } from './record-planning.ts'

export interface WantedCar extends Omit<NewOrder, 'productionNumber'> {
  /** The sales order behind it; null builds it for stock. */
  readonly holder: Holder | null
  readonly at: Date
}

/** Takes a car of a known model into production and gives its production number. */
export async function takeOrder(tx: Transaction, { holder, at, ...car }: WantedCar): Promise<string> {
  const productionNumber = await nextProductionNumber(tx)
  await insertCars(tx, [{ productionNumber, ...car, state: untold, isBegun: false }])
  if (holder !== null) await assignOrder(tx, productionNumber, holder)
  const { ordering, accepting } = planningSteps
  await recordPlanning(tx, [
    { id: `${productionNumber}:ordering`, productionNumber, bizStep: ordering, at },
    { id: `${productionNumber}:accepting`, productionNumber, bizStep: accepting, at },
  ])
  return productionNumber
}
