import type { Transaction } from '#platform/database.ts'
import { carsInHand, type CarsInHand } from '../vehicles/cars-in-hand.ts'
import { growCars } from '../vehicles/grow-cars.ts'
import { has, lengthOf, note } from '../vehicles/known-car.ts'
import type { CarBefore } from '../vehicles/settle-cars.ts'
import { appendEvents, type AppendedEvent, type AppendOptions } from './append-events.ts'
import { knownNames, lockCaptures, lockCars, named } from './capture-store.ts'
import { keepText, placeIn, type CapturedText } from './captured-text.ts'
import { lockNewNames } from './lock-new-names.ts'
import { emptyLoads } from './empty-loads.ts'
import { emptyingsIn } from './emptying.ts'
import { findCarsAboard, keepEmptyings } from './emptying-store.ts'
import { claimEventsByVin, eventsByVin } from './event-by-vin.ts'
import { judgeEvents, type EventFlaw } from './judge-events.ts'
import type { LogEvent } from './log-event.ts'
import { makeCars } from './make-cars.ts'

export interface RecordOptions extends AppendOptions {
  /** The mark that the events bear in the log. */
  readonly captureId: string
  /** What the events came in. */
  readonly text: CapturedText
  /** Whether events that can't be taken undo all others, or are left out. */
  readonly behaviour: 'rollback' | 'proceed'
  /** Whether the other subgraphs are not told; for loading a past that they know. @default false */
  readonly silent?: boolean
  /** The cars of the transaction, when it gives them back to a memory. @default each is read from the log */
  readonly hand?: CarsInHand
}

export interface Recorded {
  /** Events taken; one that was there already counts as taken. A load's is when none of its cars has a flaw. */
  readonly taken: number
  /** How many of them were there already. */
  readonly repeated: number
  readonly flaws: readonly EventFlaw[]
  /** Production numbers and VINs that were not known before. */
  readonly newNames: readonly string[]
}

/** Events that can't be taken, in a capture that takes all or none. */
export class EventsRefused extends Error {
  readonly flaws: readonly EventFlaw[]

  constructor(flaws: readonly EventFlaw[]) {
    super(flaws.map(flaw => `event ${flaw.index} ${flaw.message}`).join('; '))
    this.flaws = flaws
  }
}

type Placed = readonly (readonly [index: number, event: LogEvent])[]

/** Takes events, each with its place in what was sent, into the log and derives their cars, all in one transaction. */
export async function recordEvents(tx: Transaction, events: Placed, options: RecordOptions): Promise<Recorded> {
  const { hand = carsInHand(), text, behaviour } = options
  const { captureId, silent = false } = options
  const emptyings = emptyingsIn(events, { captureId, text })
  const ofCars = events.filter(([, event]) => event.action !== 'EMPTY')
  const given = ofCars.map(([, event]) => event)
  const basis = await lockCaptures(tx, { alone: emptyings.length > 0 })
  const aboard = await findCarsAboard(tx, emptyings)
  const locked = await lockCars(tx, {
    numbers: [...named(given.map(event => event.productionNumber)), ...aboard],
    vins: named(given.map(event => event.vin)),
  })
  await hand.take(
    tx,
    locked.map(car => car.productionNumber),
    basis,
  )
  await lockNewNames(tx, given, { locked, hand })
  const holders = new Map(
    locked.flatMap(({ vin, productionNumber }) => (vin === null ? [] : [[vin, productionNumber]])),
  )
  const byVin = await eventsByVin(tx, given)
  const isThere = (event: LogEvent): boolean => {
    const car = hand.get(event.productionNumber ?? holders.get(event.vin ?? '') ?? '')
    return (car !== undefined && has(car, event)) || byVin.has(event)
  }
  const judgement = judgeEvents(
    ofCars.filter(([, event]) => !isThere(event)),
    { vins: new Map(locked.map(car => [car.productionNumber, car.vin])), holders, ...(await knownNames(tx, given)) },
  )
  if (behaviour === 'rollback' && judgement.flaws.length > 0) throw new EventsRefused(judgement.flaws)

  const before = new Map<string, CarBefore>(locked.map(car => [car.productionNumber, car]))
  for (const car of await makeCars(tx, judgement.newCars, { hand, basis })) before.set(car.productionNumber, car)
  const appended: AppendedEvent[] = []
  const fresh = new Set<number>()
  for (const { index, productionNumber, event } of judgement.events) {
    const car = hand.get(productionNumber)
    // Of several with one id the first counts.
    if (car === undefined || has(car, event)) continue
    note(car, event)
    fresh.add(index)
    appended.push({ productionNumber, event, nth: lengthOf(car), captureId, place: placeIn(text, index) })
  }
  for (const { index } of await keepEmptyings(tx, emptyings)) fresh.add(index)
  if (fresh.size > 0) await keepText(tx, captureId, text)
  if (appended.length > 0) {
    await claimEventsByVin(tx, appended)
    await appendEvents(tx, appended, options)
    aboard.push(...(await growCars(tx, appended, { hand, before, silent })))
  }
  await emptyLoads(tx, { cars: aboard, emptyings }, { hand, silent })
  const flawed = new Set(judgement.flaws.map(flaw => flaw.index))
  const taken = new Set(events.map(([index]) => index)).difference(flawed)
  const bound = appended.flatMap(({ event: { productionNumber, vin } }) =>
    productionNumber === null || vin === null || holders.has(vin) ? [] : vin,
  )
  return {
    taken: taken.size,
    repeated: taken.difference(fresh).size,
    flaws: judgement.flaws,
    newNames: [...judgement.newCars.map(car => car.productionNumber), ...new Set(bound)],
  }
}
