import type { Transaction } from '#platform/database.ts'
import { refreshShipments } from '../shipments/refresh-shipments.ts'
import { refreshCars, type CarBefore } from '../vehicles/refresh-cars.ts'
import {
  appendEvents,
  eventsThere,
  keyOf,
  insertCars,
  knownNames,
  lockCars,
  lockNumbers,
  named,
  type CaptureMark,
} from './capture-store.ts'
import { judgeEvents, type EventFlaw } from './judge-events.ts'
import type { LogEvent } from './log-event.ts'

export interface RecordOptions extends CaptureMark {
  /** Whether events that can't be taken undo all others, or are left out. */
  readonly behaviour: 'rollback' | 'proceed'
  /** Whether the other subgraphs are not told; for loading a past that they know. @default false */
  readonly silent?: boolean
}

export interface Recorded {
  /** Events taken; one that was there already counts as taken. */
  readonly taken: number
  /** How many of them were there already. */
  readonly repeated: number
  readonly flaws: readonly EventFlaw[]
  /** Production numbers of the cars that were not known before. */
  readonly newCars: readonly string[]
}

/** Events that can't be taken, in a capture that takes all or none. */
export class EventsRefused extends Error {
  readonly flaws: readonly EventFlaw[]

  constructor(flaws: readonly EventFlaw[]) {
    super(flaws.map(flaw => `event ${flaw.index} ${flaw.message}`).join('; '))
    this.flaws = flaws
  }
}

/** Takes events, each with its place in what was sent, into the log and derives their cars, all in one transaction. */
export async function recordEvents(
  tx: Transaction,
  events: readonly (readonly [index: number, event: LogEvent])[],
  options: RecordOptions,
): Promise<Recorded> {
  const given = events.map(([, event]) => event)
  const numbers = named(given.map(event => event.productionNumber))
  const vins = named(given.map(event => event.vin))
  await lockNumbers(tx, [...vins, ...boundTags(given)])
  const cars = await lockCars(tx, { numbers, vins })
  const there = await eventsThere(tx, given)
  const unseen = events.filter(([, event]) => !there.has(keyOf(event)))
  const judgement = judgeEvents(unseen, {
    vins: new Map(cars.map(car => [car.productionNumber, car.vin])),
    holders: new Map(cars.flatMap(car => (car.vin === null ? [] : [[car.vin, car.productionNumber]]))),
    ...(await knownNames(tx, given)),
  })
  if (options.behaviour === 'rollback' && judgement.flaws.length > 0) throw new EventsRefused(judgement.flaws)

  const before = new Map<string, CarBefore>(cars.map(car => [car.productionNumber, car]))
  if (judgement.newCars.length > 0) {
    await insertCars(tx, judgement.newCars)
    const added = judgement.newCars.map(car => car.productionNumber)
    for (const car of await lockCars(tx, { numbers: added, vins: [] }))
      before.set(car.productionNumber, { ...car, status: car.status === 'ORDERED' ? null : car.status })
  }
  const grown = await appendEvents(tx, judgement.events, options)
  const changed = grown.flatMap(({ productionNumber }) => before.get(productionNumber) ?? [])
  await refreshCars(tx, changed, options)
  await refreshShipments(tx, judgement.events)
  const taken = events.length - judgement.flaws.length
  const appended = grown.reduce((sum, car) => sum + car.events, 0)
  const newCars = judgement.newCars.map(car => car.productionNumber)
  return { taken, repeated: taken - appended, flaws: judgement.flaws, newCars }
}

/** Tags that events put on a body or take off: two captures that do so with one tag wait for each other. */
const boundTags = (events: readonly LogEvent[]): readonly string[] =>
  named(events.map(event => (event.action === 'OBSERVE' ? null : event.tag)))
