import type { TestGraph } from '../kit/graph.ts'

type Fields = Readonly<Record<string, unknown>>

const hourInMilliseconds = 3_600_000
const today = Math.floor(Date.now() / 86_400_000) * 86_400_000
/** The day on which the tests' cars are begun: fifty days ago, so that what follows from a delivery lies ahead. */
export const firstDay = today - 50 * 24 * hourInMilliseconds

/** A moment so many hours after the first day began. */
export const moment = (hour: number): string => new Date(firstDay + hour * hourInMilliseconds).toISOString()

let made = 0

/** An event of a car some hours after the first day began, as a plant would send it. */
export function carEvent(productionNumber: string, hour: number, fields: Fields): Fields {
  made += 1
  return {
    type: 'ObjectEvent',
    eventID: `urn:uuid:test-${made}`,
    eventTime: moment(hour),
    eventTimeZoneOffset: '+08:00',
    action: 'OBSERVE',
    'autograph:productionNumber': productionNumber,
    ...fields,
  }
}

const place = (id: string): { id: string } => ({ id: `urn:autograph:place:${id}` })

/** The body of a car gets its tag; the car is known from then on. */
export const commissioned = (car: string, hour: number, tag = `tag-${car}`): Fields =>
  carEvent(car, hour, {
    action: 'ADD',
    bizStep: 'commissioning',
    disposition: 'active',
    epcList: [`urn:epc:id:giai:0614141.${tag}`],
    bizLocation: place('PLANT-T'),
    'autograph:modelCode': 'ENV',
  })

export const atStation = (car: string, hour: number, station: string, fields: Fields = {}): Fields =>
  carEvent(car, hour, { bizStep: 'assembling', disposition: 'in_progress', readPoint: place(station), ...fields })

export const measured = (car: string, hour: number, force: number): Fields =>
  carEvent(car, hour, {
    bizStep: 'inspecting',
    readPoint: place('T-TEST'),
    sensorElementList: [
      { sensorReport: [{ type: 'urn:autograph:measure:brake-force-front', value: force, uom: 'NEW' }] },
    ],
  })

export const repaired = (car: string, hour: number): Fields =>
  carEvent(car, hour, { bizStep: 'repairing', readPoint: place('T-TEST') })

export const at = (car: string, hour: number, [bizStep, where]: [string, string], fields: Fields = {}): Fields =>
  carEvent(car, hour, { bizStep, bizLocation: place(where), ...fields })

export const document = (events: readonly unknown[]): Fields => ({
  '@context': [
    'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
    { autograph: 'https://autograph.example/epcis/' },
  ],
  type: 'EPCISDocument',
  schemaVersion: '2.0',
  creationDate: moment(0),
  epcisBody: { eventList: events },
})

/** Sends a body to a graph's ingest. */
export function send(graph: TestGraph, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${graph.subgraphUrl('erp-adapter')}/ingest/capture`, {
    method: 'POST',
    headers: { 'content-type': 'application/ld+json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

/** Sends events as one document, which must be taken. */
export async function capture(graph: TestGraph, events: readonly unknown[]): Promise<void> {
  const response = await send(graph, document(events))
  if (response.status !== 202) throw new Error(`capture answered ${response.status}: ${await response.text()}`)
}
