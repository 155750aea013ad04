import { checkDigit } from '#platform/vin.ts'
import { stations } from './plant.ts'

/** An event as the plant sends it, with its id apart. */
export interface SentEvent {
  readonly id: string
  readonly text: string
}

/** Events that a sender sends as one document. */
export interface SentDocument {
  readonly events: readonly SentEvent[]
  readonly body: Buffer
}

export interface LineOptions {
  /** Sets the cars of this line apart from those of others; ends in two digits. */
  readonly name: string
  readonly documents: number
  /** Cars on the line at a time; each document tells equally much of each. */
  readonly cars: number
}

/** Events of a document, the most that one can have. */
export const eventsOfDocument = 500

/** Events of a car's way through the plant: commissioned, then into and out of each of thirty stations, less the last. */
export const eventsOfCar = 60
const bytesOfEvent = 1000
const start = Date.UTC(2026, 8, 1)

/** The documents of a line whose cars go through the plant side by side; when they are through, the next ones come. */
export function lineDocuments({ name, documents, cars }: LineOptions): readonly SentDocument[] {
  const perCar = eventsOfDocument / cars
  const documentsOfGroup = eventsOfCar / perCar
  return Array.from({ length: documents }, (_, document) => {
    const group = Math.floor(document / documentsOfGroup)
    const first = (document % documentsOfGroup) * perCar
    const events = Array.from({ length: eventsOfDocument }, (__, place) => {
      const car = group * cars + (place % cars)
      return carEvent(name, car, first + Math.floor(place / cars))
    })
    return { events, body: bodyOf(events) }
  })
}

/** The production number of a car of a line. */
export const carNumber = (line: string, car: number): string => `${line}-${String(car).padStart(7, '0')}`

export function bodyOf(events: readonly SentEvent[]): Buffer {
  const head = { type: 'EPCISDocument', schemaVersion: '2.0', creationDate: new Date(start).toISOString() }
  const list = events.map(event => event.text).join()
  return Buffer.from(`${JSON.stringify(head).slice(0, -1)},"epcisBody":{"eventList":[${list}]}}`)
}

/** The nth event of a car's way, of a thousand bytes. */
export function carEvent(line: string, car: number, nth: number): SentEvent {
  const id = `urn:uuid:${crypto.randomUUID()}`
  const productionNumber = carNumber(line, car)
  const station = stations[Math.floor((nth - 1) / 2)] ?? ''
  const event = {
    type: 'ObjectEvent',
    eventID: id,
    // A car every minute, two minutes at each station.
    eventTime: new Date(start + (car + nth) * 60_000).toISOString(),
    eventTimeZoneOffset: '+08:00',
    'autograph:productionNumber': productionNumber,
    ...(nth === 0
      ? {
          action: 'ADD',
          bizStep: 'commissioning',
          disposition: 'active',
          epcList: [`urn:epc:id:giai:0614141.${productionNumber}`],
          bizLocation: { id: 'urn:autograph:place:PLANT-B' },
          'autograph:modelCode': 'BENCH',
        }
      : {
          action: 'OBSERVE',
          bizStep: 'assembling',
          disposition: 'in_progress',
          readPoint: { id: `urn:autograph:place:${station}` },
          'autograph:pass': nth % 2 === 1 ? 'in' : 'out',
          ...(nth % 4 === 0 ? { sensorElementList: [{ sensorReport: torques(car + nth) }] } : {}),
          ...(nth === 31 ? { 'autograph:vin': vinOf(line, car) } : {}),
        }),
  }
  const text = JSON.stringify({ ...event, 'autograph:trace': '' })
  const trace = 'K7-4402;nut runner 3;programme 118;ok;'.repeat(30).slice(0, bytesOfEvent - text.length)
  return { id, text: JSON.stringify({ ...event, 'autograph:trace': trace }) }
}

const torques = (seed: number): readonly object[] =>
  [1, 2, 3].map(bolt => ({
    type: `urn:autograph:measure:torque-${bolt}`,
    value: 80 + ((seed * bolt) % 100) / 10,
    uom: 'NU',
  }))

/** A VIN of its own for each car: two digits of the line, six of the car. */
function vinOf(line: string, car: number): string {
  const tail = `${line.slice(-2)}${String(car).padStart(6, '0')}`
  return `LSGXC8BN${checkDigit(`LSGXC8BN0${tail}`)}${tail}`
}
