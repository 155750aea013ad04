import type { Transaction } from '#platform/database.ts'
import type { CarsInHand } from '../vehicles/cars-in-hand.ts'
import { growCars } from '../vehicles/grow-cars.ts'
import { lengthOf, note } from '../vehicles/known-car.ts'
import { appendEvents, type AppendedEvent } from './append-events.ts'
import { lockCars } from './capture-store.ts'
import { emptyingEvent } from './emptying.ts'
import { findDueEmptyings, type Emptied } from './emptying-store.ts'

/**
 * Takes cars off the loads that were emptied while they were on them, whichever was told first: the emptying goes into a
 * car's log as soon as the car is known to have been there, and takes it off if it still was.
 */
export async function emptyLoads(
  tx: Transaction,
  { cars, emptyings }: Emptied,
  { hand, silent }: { readonly hand: CarsInHand; readonly silent: boolean },
): Promise<void> {
  if (cars.length === 0) return
  const appended = (await findDueEmptyings(tx, { cars, emptyings })).flatMap((due): AppendedEvent[] => {
    const { productionNumber, captureId, place, ...emptying } = due
    const car = hand.get(productionNumber)
    if (car === undefined) return []
    const event = emptyingEvent(emptying)
    note(car, event)
    return [{ productionNumber, event, nth: lengthOf(car), captureId, place }]
  })
  if (appended.length === 0) return
  const numbers = appended.map(each => each.productionNumber)
  const locked = await lockCars(tx, { numbers, vins: [] })
  await appendEvents(tx, appended, { keepRecordTime: false })
  await growCars(tx, appended, { hand, before: new Map(locked.map(car => [car.productionNumber, car])), silent })
  // Who came off this load was on an earlier or a later one perhaps when that was emptied.
  await emptyLoads(tx, { cars: numbers, emptyings }, { hand, silent })
}
