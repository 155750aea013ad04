import type { Queries } from '#platform/database.ts'
import type { CarsInHand } from '../vehicles/cars-in-hand.ts'
import { CarsMoved } from './append-events.ts'
import { areKnown, lockNames, named, type LockedCar } from './capture-store.ts'
import type { LogEvent } from './log-event.ts'

/** Events, and the VINs that they name. */
interface Asked {
  readonly events: readonly LogEvent[]
  readonly vins: readonly string[]
}

/** What is known of the cars that events name, their rows locked. */
interface Known {
  readonly locked: readonly LockedCar[]
  readonly hand: CarsInHand
  /** Whether all names are locked, for a transaction of very many captures. */
  readonly alone: boolean
}

/**
 * Locks the production numbers of cars that may be made known, the VINs that none of the cars has, and the tags that are
 * put on a body or taken off: two captures that name one of them wait for each other. Fails with `CarsMoved` when there
 * is such a car since the cars were locked.
 */
export async function lockNewNames(db: Queries, asked: Asked, { locked, hand, alone }: Known): Promise<void> {
  const numbers = named(asked.events, event => (mayMakeKnown(event, hand) ? event.productionNumber : null))
  const held = new Set(locked.map(car => car.vin))
  const vins = asked.vins.filter(vin => !held.has(vin))
  const tags = named(asked.events, event => (changesTag(event, hand) ? event.tag : null))
  if (numbers.length + vins.length + tags.length === 0) return
  await lockNames(db, [...numbers, ...vins, ...tags], { alone })
  if (await areKnown(db, { numbers, vins })) throw new CarsMoved('a car was made known or got its VIN meanwhile')
}

const mayMakeKnown = ({ modelCode, productionNumber }: LogEvent, hand: CarsInHand): boolean =>
  modelCode !== null && hand.get(productionNumber ?? '') === undefined

function changesTag({ productionNumber, action, tag }: LogEvent, hand: CarsInHand): boolean {
  if (tag === null || action === 'OBSERVE') return false
  const carried = hand.get(productionNumber ?? '')?.state.bodyTag
  return action === 'DELETE' || carried !== tag
}
