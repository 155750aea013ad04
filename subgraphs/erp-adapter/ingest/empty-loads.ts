import type { Transaction } from '#platform/database.ts'
import type { CarsInHand } from '../vehicles/cars-in-hand.ts'
import { growCars } from '../vehicles/grow-cars.ts'
import { has, lengthOf, note } from '../vehicles/known-car.ts'
import { appendEvents, type AppendedEvent } from './append-events.ts'
import { lockCars } from './capture-store.ts'
import { emptyingEvent } from './emptying.ts'
import { findDueEmptyings, type DueEmptying, type Emptied } from './emptying-store.ts'

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
  const appended = firstDue(await findDueEmptyings(tx, { cars, emptyings }), hand)
  if (appended.length === 0) return
  const numbers = appended.map(each => each.productionNumber)
  const locked = await lockCars(tx, { numbers, vins: [] })
  await growCars(tx, appended, {
    hand,
    before: new Map(locked.map(car => [car.productionNumber, car])),
    silent,
    append: () => appendEvents(tx, appended, { keepRecordTime: false }),
  })
  // Who came off this load was on an earlier or a later one perhaps when that was emptied.
  await emptyLoads(tx, { cars: numbers, emptyings }, { hand, silent })
}

/** Notes of each car the first that its log lacks: it may not have been on the load of the next one. */
function firstDue(dues: readonly DueEmptying[], hand: CarsInHand): readonly AppendedEvent[] {
  const first = new Map<string, AppendedEvent>()
  for (const { productionNumber, captureId, place, ...emptying } of dues) {
    const car = hand.get(productionNumber)
    const event = emptyingEvent(emptying)
    if (car === undefined || first.has(productionNumber) || has(car, event)) continue
    note(car, event)
    first.set(productionNumber, { productionNumber, event, nth: lengthOf(car), captureId, place })
  }
  return [...first.values()]
}
