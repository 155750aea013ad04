import { minute } from '../../demo/world/calendar.ts'
import { carEvents } from '../../plant/car-events.ts'
import { planCar } from '../../plant/plan-car.ts'
import { plant } from './plant.ts'

/** An event as the plant sends it, with its id and its car apart. */
export interface SentEvent {
  /** An error declaration has another one than the event that it takes out. */
  readonly id: string
  readonly productionNumber: string
  readonly text: string
}

/** Events that a sender sends as one document. */
export interface SentDocument {
  readonly events: readonly SentEvent[]
  readonly body: Buffer
}

export interface LineOptions {
  /** Sets the cars of this line apart from those of others; from 0 to 899. */
  readonly seed: number
  readonly documents: number
  /** Cars on the line at a time; each document tells equally much of each. */
  readonly cars: number
}

/** Events of a document, the most that one can have. */
export const eventsOfDocument = 500

const bytesOfEvent = 1000
/** When the first line begins; each further one begins a week later, so that lines share no train. */
const start = Date.UTC(2026, 8, 1)
const week = 7 * 24 * 60 * minute

/** What a line sends. */
export interface Line {
  /** Brings its cars to where they stand when its reports are measured: each further on than the one before it. */
  readonly before: readonly SentDocument[]
  readonly documents: readonly SentDocument[]
}

/**
 * The documents of a line of `npm run plant`, with its late, repeated and misread events: cars go their way one behind
 * the other, and where one has come to its dealer, the next one follows.
 */
export function lineOf({ seed, documents, cars }: LineOptions): Line {
  let begun = 0
  function* carsOneByOne(): Generator<SentEvent, never> {
    for (;;) yield* eventsOfCar(seed, begun++)
  }
  const places = Array.from({ length: cars }, carsOneByOne)
  const ofLife = eventsOfCar(seed, 0).length
  const gone = (place: number): number => Math.floor((place * ofLife) / cars)
  const round = (far: number): readonly SentEvent[] =>
    places.flatMap((place, nth) => (gone(nth) > far ? [place.next().value] : []))
  const before = Array.from({ length: ofLife }, (_, far) => round(far)).flat()
  const report = (): readonly SentEvent[] => places.map(place => place.next().value)
  return {
    before: Array.from({ length: Math.ceil(before.length / eventsOfDocument) }, (_, nth) =>
      documentOf(before.slice(nth * eventsOfDocument, (nth + 1) * eventsOfDocument)),
    ),
    documents: Array.from({ length: documents }, () =>
      documentOf(Array.from({ length: eventsOfDocument / cars }, report).flat()),
    ),
  }
}

const documentOf = (events: readonly SentEvent[]): SentDocument => ({ events, body: bodyOf(events) })

/** What is told of the nth car of a line, each event of a thousand bytes; its commissioning leaves first. */
export function eventsOfCar(seed: number, nth: number): readonly SentEvent[] {
  const events = carEvents(planCar({ seed, plant }, nth, start + seed * week + nth * minute), seed)
  // A document is taken whole or not at all, and its cars must be known.
  return [true, false]
    .flatMap(first => events.filter(({ text }) => text.includes('"commissioning"') === first))
    .map(({ productionNumber, text }) => {
      const { eventID, errorDeclaration }: Told = JSON.parse(text)
      const id = errorDeclaration === undefined ? eventID : `${eventID}:error`
      return { id, productionNumber, text: sized(text) }
    })
}

interface Told {
  readonly eventID: string
  readonly errorDeclaration?: object
}

/** The event with so much of the tools' own words that it has a thousand bytes. */
function sized(text: string): string {
  const room = bytesOfEvent - text.length - ',"autograph:trace":""'.length
  const trace = 'K7-4402;nut runner 3;programme 118;ok;'.repeat(30).slice(0, Math.max(0, room))
  return `${text.slice(0, -1)},"autograph:trace":"${trace}"}`
}

export function bodyOf(events: readonly SentEvent[]): Buffer {
  const head = { type: 'EPCISDocument', schemaVersion: '2.0', creationDate: new Date(start).toISOString() }
  const list = events.map(event => event.text).join()
  return Buffer.from(`${JSON.stringify(head).slice(0, -1)},"epcisBody":{"eventList":[${list}]}}`)
}
