import type { Transaction } from '#platform/database.ts'
import { carsInHand, type CarsInHand } from '../vehicles/cars-in-hand.ts'
import { growCars } from '../vehicles/grow-cars.ts'
import { has, lengthOf, note } from '../vehicles/known-car.ts'
import type { CarBefore } from '../vehicles/settle-cars.ts'
import { appendEvents, type AppendedEvent } from './append-events.ts'
import { knownNames, lockCaptures, lockCars, named } from './capture-store.ts'
import { keepTexts, type CapturedText } from './captured-text.ts'
import { lockNewNames } from './lock-new-names.ts'
import { emptyLoads } from './empty-loads.ts'
import { emptyingsIn } from './emptying.ts'
import { findCarsAboard, keepEmptyings } from './emptying-store.ts'
import { claimEventsByVin, eventsByVin } from './event-by-vin.ts'
import { judgeEvents, type CaptureFlaw } from './judge-events.ts'
import type { LogEvent } from './log-event.ts'
import type { SentFlaw } from './read-sent-events.ts'

/** Events that came together. */
export interface EventCapture {
  /** The mark that they bear in the log. */
  readonly captureId: string
  /** What they came in. */
  readonly text: CapturedText
  /** Whether events that can't be taken undo all others, or are left out. */
  readonly behaviour: 'rollback' | 'proceed'
  readonly events: readonly LogEvent[]
}

export interface RecordOptions {
  /** Whether the moments at which earlier systems recorded the events are kept. @default false */
  readonly keepRecordTime?: boolean
  /** Whether the other subgraphs are not told, and others wait; for loading a past that they know. @default false */
  readonly silent?: boolean
  /** The cars of the transaction, when it gives them back to a memory. @default each is read from the log */
  readonly hand?: CarsInHand
}

export interface Recorded {
  /** Of each capture, which of its events were not there before. */
  readonly fresh: readonly ReadonlySet<number>[]
  /** What is wrong with those that were not taken. */
  readonly flaws: readonly CaptureFlaw[]
  /** Production numbers and VINs that were not known before. */
  readonly newNames: readonly string[]
}

/** Events that can't be taken, in a capture that takes all or none. */
export class EventsRefused extends Error {
  readonly capture: number
  readonly flaws: readonly SentFlaw[]

  constructor(capture: number, flaws: readonly SentFlaw[]) {
    super(flaws.map(flaw => `event ${flaw.index} ${flaw.message}`).join('; '))
    this.capture = capture
    this.flaws = flaws
  }
}

/** Takes the events of captures into the log and derives their cars, all in one transaction. */
export async function recordEvents(
  tx: Transaction,
  captures: readonly EventCapture[],
  { hand = carsInHand(), silent = false, keepRecordTime = false }: RecordOptions = {},
): Promise<Recorded> {
  const came = captures.flatMap(({ events }, capture) => events.map(event => ({ capture, event })))
  const emptyings = emptyingsIn(came, captures)
  const ofCars = emptyings.length === 0 ? came : came.filter(({ event }) => event.action !== 'EMPTY')
  const given = ofCars.map(({ event }) => event)
  const basis = await lockCaptures(tx, { alone: emptyings.length > 0 })
  const aboard = await findCarsAboard(tx, emptyings)
  const vins = named(given, event => event.vin)
  const locked = await lockCars(tx, { numbers: [...named(given, event => event.productionNumber), ...aboard], vins })
  await hand.take(
    tx,
    locked.map(car => car.productionNumber),
    basis,
  )
  await lockNewNames(tx, { events: given, vins }, { locked, hand, alone: silent })
  const holders = new Map(
    locked.flatMap(({ vin, productionNumber }) => (vin === null ? [] : [[vin, productionNumber]])),
  )
  const byVin = await eventsByVin(tx, given)
  const isThere = (event: LogEvent): boolean => {
    const car = hand.get(event.productionNumber ?? holders.get(event.vin ?? '') ?? '')
    return (car !== undefined && has(car, event)) || byVin.has(event)
  }
  const judgement = judgeEvents(
    ofCars.filter(({ event }) => !isThere(event)),
    { vins: new Map(locked.map(car => [car.productionNumber, car.vin])), holders, ...(await knownNames(tx, given)) },
  )
  const { flaws } = judgement
  refuseFlawed(captures, flaws)

  const before = new Map<string, CarBefore>(locked.map(car => [car.productionNumber, car]))
  await hand.begin(tx, judgement.newCars)
  for (const ordered of judgement.newCars) {
    const { productionNumber, modelCode } = ordered
    before.set(productionNumber, { productionNumber, modelCode, orderId: null, status: null, ordered })
  }
  const appended: AppendedEvent[] = []
  const fresh = captures.map(() => new Set<number>())
  for (const { capture: nth, productionNumber, event } of judgement.events) {
    const car = hand.get(productionNumber)
    const capture = captures[nth]
    // Of several with one id the first counts.
    if (car === undefined || capture === undefined || has(car, event)) continue
    note(car, event)
    fresh[nth]?.add(event.index)
    const { captureId, text } = capture
    appended.push({ productionNumber, event, nth: lengthOf(car), captureId, place: text.placeOf(event.index) })
  }
  for (const { at } of await keepEmptyings(tx, emptyings)) fresh[at.capture]?.add(at.index)
  await keepTexts(
    tx,
    captures.filter((_, capture) => fresh[capture]?.size),
  )
  if (appended.length > 0) {
    await claimEventsByVin(tx, appended)
    const append = (): Promise<void> => appendEvents(tx, appended, { keepRecordTime })
    aboard.push(...(await growCars(tx, appended, { hand, before, silent, append })))
  }
  await emptyLoads(tx, { cars: aboard, emptyings }, { hand, silent })
  const bound = appended.flatMap(({ event: { productionNumber, vin } }) =>
    productionNumber === null || vin === null || holders.has(vin) ? [] : vin,
  )
  return { fresh, flaws, newNames: [...judgement.newCars.map(car => car.productionNumber), ...new Set(bound)] }
}

/** Refuses the first capture that takes all or none and has a flaw. */
function refuseFlawed(captures: readonly EventCapture[], flaws: readonly CaptureFlaw[]): void {
  const first = flaws.find(({ capture }) => captures[capture]?.behaviour === 'rollback')
  if (first === undefined) return
  throw new EventsRefused(
    first.capture,
    flaws.filter(({ capture }) => capture === first.capture),
  )
}
