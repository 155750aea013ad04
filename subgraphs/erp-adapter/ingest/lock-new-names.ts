import type { Queries } from '#platform/database.ts'
import type { CarsInHand } from '../vehicles/cars-in-hand.ts'
import { CarsMoved } from './append-events.ts'
import { areKnown, lockNames, named, type LockedCar } from './capture-store.ts'
import type { LogEvent } from './log-event.ts'

/** What is known of the cars that events name, their rows locked. */
interface Known {
  readonly locked: readonly LockedCar[]
  readonly hand: CarsInHand
  /** Whether all names are locked, for a transaction of very many captures. */
  readonly alone: boolean
}

/**
 * Locks the production numbers and VINs that none of the cars has, and the tags that are put on a body or taken off: two
 * captures that name one of them wait for each other. Fails with `CarsMoved` when there is such a car since the cars
 * were locked.
 */
export async function lockNewNames(
  db: Queries,
  events: readonly LogEvent[],
  { locked, hand, alone }: Known,
): Promise<void> {
  const known = new Set(locked.map(car => car.productionNumber))
  const numbers = named(events.map(event => event.productionNumber)).filter(number => !known.has(number))
  const held = new Set(locked.map(car => car.vin))
  const vins = named(events.map(event => event.vin)).filter(vin => !held.has(vin))
  const tags = named(events.map(event => (changesTag(event, hand) ? event.tag : null)))
  if (numbers.length + vins.length + tags.length === 0) return
  await lockNames(db, [...numbers, ...vins, ...tags], { alone })
  if (await areKnown(db, { numbers, vins })) throw new CarsMoved('a car was made known or got its VIN meanwhile')
}

function changesTag({ productionNumber, action, tag }: LogEvent, hand: CarsInHand): boolean {
  if (tag === null || action === 'OBSERVE') return false
  const carried = hand.get(productionNumber ?? '')?.state.bodyTag
  return action === 'DELETE' || carried !== tag
}
