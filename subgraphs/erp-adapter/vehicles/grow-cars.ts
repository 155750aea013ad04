import type { Transaction } from '#platform/database.ts'
import { saveWays } from '../shipments/save-ways.ts'
import type { CarEvent } from './car-event.ts'
import type { CarsInHand } from './cars-in-hand.ts'
import { learnPlaces } from './event-places.ts'
import { goOn } from './known-car.ts'
import { settleCars, type CarBefore, type CarChange } from './settle-cars.ts'

/** An event that was appended to its car's log. */
interface Appended {
  readonly productionNumber: string
  readonly event: Omit<CarEvent, 'shop' | 'placeKind'>
}

export interface Growing {
  readonly hand: CarsInHand
  /** The cars before their events. */
  readonly before: ReadonlyMap<string, CarBefore>
  readonly silent: boolean
  /** Appends the events to the log. */
  readonly append: () => Promise<void>
}

/**
 * Appends events to the logs of cars, and derives the cars from where they were if nothing before changes, and tells of
 * them. Gives the numbers of those whose ways on loads are now otherwise.
 */
export async function growCars(
  tx: Transaction,
  appended: readonly Appended[],
  { hand, before, silent, append }: Growing,
): Promise<readonly string[]> {
  const places = hand.places()
  await learnPlaces(
    tx,
    places,
    appended.flatMap(({ event }) => [event.readPoint, event.bizLocation]),
  )
  // The database writes the log while the cars take their steps here.
  const appending = append()
  const byCar = new Map<string, CarEvent[]>()
  for (const { productionNumber, event } of appended) {
    const shop = places.get(event.readPoint ?? '')?.shop ?? null
    const placeKind = places.get(event.bizLocation ?? '')?.kind ?? null
    const own = carEventOf(event, { shop, placeKind })
    const events = byCar.get(productionNumber)
    if (events === undefined) byCar.set(productionNumber, [own])
    else events.push(own)
  }
  const late: string[] = []
  const ways = new Map([...byCar.keys()].map(number => [number, hand.get(number)?.state.legs]))
  for (const [productionNumber, events] of byCar) {
    const car = hand.get(productionNumber)
    if (car === undefined || !goOn(car, events)) late.push(productionNumber)
  }
  await appending
  await hand.readAgain(tx, late)
  const changes = [...byCar.keys()].flatMap((productionNumber): CarChange[] => {
    const car = before.get(productionNumber)
    const state = hand.get(productionNumber)?.state
    return car === undefined || state === undefined ? [] : [{ ...car, state, shown: hand.shown(productionNumber) }]
  })
  await settleCars(tx, changes, { silent })
  for (const { productionNumber, state } of changes) hand.show(productionNumber, state)
  const moved = changes.filter(({ productionNumber, state }) => state.legs !== ways.get(productionNumber))
  await saveWays(
    tx,
    moved.map(({ productionNumber, state: { legs } }) => ({ productionNumber, legs })),
  )
  return moved.map(car => car.productionNumber)
}

/** What a car is derived by, of all that is told: it is kept in mind, the rest is not. */
const carEventOf = (event: Appended['event'], { shop, placeKind }: Pick<CarEvent, 'shop' | 'placeKind'>): CarEvent => ({
  eventId: event.eventId,
  declaresError: event.declaresError,
  action: event.action,
  eventTime: event.eventTime,
  bizStep: event.bizStep,
  disposition: event.disposition,
  readPoint: event.readPoint,
  bizLocation: event.bizLocation,
  shop,
  placeKind,
  pass: event.pass,
  sourceCode: event.sourceCode,
  vin: event.vin,
  tag: event.tag,
  engineNumber: event.engineNumber,
  shipmentId: event.shipmentId,
  destination: event.destination,
  expectedAt: event.expectedAt,
  measurements: event.measurements,
})
