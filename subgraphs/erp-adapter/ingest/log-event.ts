import { z } from 'zod'
import { fits } from '#platform/fits.ts'
import type { EventAction, Measurement } from '../vehicles/car-event.ts'
import { carsOfLoad } from './cars-of-load.ts'
import { emptyingEvent } from './emptying.ts'
import { epcisEvent, isEmptying, namesCar, type EpcisEvent } from './epcis-event.ts'
import { eventIdOf } from './event-id.ts'
import { flawsOf, type Flaw } from './flaw.ts'
import { recurring } from './recurring.ts'
import { bareWord } from './vocabulary.ts'

/** An event as it goes into the log, and what it says about a car that is not known yet. */
export interface LogEvent {
  /** Its place among the events that were sent; those that a load's event tells of its cars have one place. */
  readonly index: number
  readonly eventId: string
  readonly declaresError: boolean
  /** The place of the car among what is on its carrier; null when the event names it itself. */
  readonly child: number | null
  /** Null when the car is named by its VIN alone, or not at all. */
  readonly productionNumber: string | null
  readonly type: EpcisEvent['type']
  readonly action: EventAction | null
  readonly eventTime: Date
  /** When a system before us took it down; null when it did not say. */
  readonly recordTime: Date | null
  readonly bizStep: string | null
  readonly disposition: string | null
  readonly readPoint: string | null
  readonly bizLocation: string | null
  readonly pass: 'IN' | 'OUT' | null
  readonly sourceCode: string | null
  readonly vin: string | null
  readonly tag: string | null
  readonly engineNumber: string | null
  /** The load that the car is put on or taken off. */
  readonly shipmentId: string | null
  readonly destination: string | null
  readonly expectedAt: Date | null
  readonly measurements: readonly Measurement[]
  readonly parts: readonly { readonly number: string; readonly batch?: string | undefined }[]
  readonly modelCode: string | null
  readonly plantId: string | null
  readonly optionCodes: readonly string[]
}

export type ReadEvent =
  | { readonly kind: 'events'; readonly events: readonly LogEvent[] }
  | { readonly kind: 'flaws'; readonly flaws: readonly Flaw[] }

const fields = z.record(z.string(), z.unknown())

/**
 * Reads one event of an EPCIS document: what it says of its car or, of a carrier's load, of each car on it; that all of
 * a load comes off is one event without a car.
 */
export function readEvent(source: unknown, index = 0): ReadEvent {
  if (isEpcisEvent(source)) return told(source, { source, index })
  const read = epcisEvent.safeParse(source)
  return read.success ? told(read.data, { source, index }) : { kind: 'flaws', flaws: flawsOf(read.error) }
}

interface Sent {
  readonly source: unknown
  readonly index: number
}

const isEpcisEvent = fits(epcisEvent)

function told(epcis: EpcisEvent, sent: Sent): ReadEvent {
  const event = logEvent(epcis, sent)
  return { kind: 'events', events: namesCar(epcis) ? [event] : toldOfLoad(event, epcis) }
}

function toldOfLoad(event: LogEvent, epcis: EpcisEvent): readonly LogEvent[] {
  if (!isEmptying(epcis)) return carsOfLoad(epcis.childEPCs ?? []).map(car => ({ ...event, ...car }))
  const { index, eventId, declaresError, eventTime, bizStep, disposition, readPoint, sourceCode } = event
  const shipmentId = event.shipmentId ?? ''
  const bizLocation = event.bizLocation ?? readPoint
  return [
    emptyingEvent(
      { shipmentId, eventId, declaresError, eventTime, bizStep, disposition, bizLocation, sourceCode },
      index,
    ),
  ]
}

function logEvent(event: EpcisEvent, { source, index }: Sent): LogEvent {
  const eventTime = new Date(event.eventTime)
  return {
    index,
    eventId: event.eventID ?? eventIdOf(fields.parse(source), eventTime),
    declaresError: event.errorDeclaration !== undefined,
    child: null,
    productionNumber: event['autograph:productionNumber'] ?? null,
    type: event.type,
    action: event.action ?? null,
    eventTime,
    recordTime: momentIn(event.recordTime),
    bizStep: wordIn(event.bizStep),
    disposition: wordIn(event.disposition),
    readPoint: nameIn(event.readPoint?.id),
    bizLocation: nameIn(event.bizLocation?.id),
    pass: passOf(event),
    sourceCode: event['autograph:sourceCode'] ?? null,
    vin: event['autograph:vin'] ?? null,
    tag: tagOf(event),
    engineNumber: event['autograph:engineNumber'] ?? null,
    shipmentId: event.type === 'AggregationEvent' ? nameIn(event.parentID) : null,
    destination: nameIn(event.destinationList?.[0]?.destination),
    expectedAt: momentIn(event['autograph:expectedArrival']),
    measurements: measurementsOf(event),
    parts: event['autograph:parts'] ?? none,
    modelCode: event['autograph:modelCode'] ?? null,
    plantId: event['autograph:plant'] ?? null,
    optionCodes: event['autograph:options'] ?? none,
  }
}

const momentIn = (text: string | undefined): Date | null => (text === undefined ? null : new Date(text))

const wordOf = recurring(bareWord)
const wordIn = (text: string | undefined): string | null => (text === undefined ? null : wordOf(text))

/** A place, measure or shipment is known by the last part of its URI. */
const nameOf = recurring(uri =>
  uri.slice(Math.max(uri.lastIndexOf(':'), uri.lastIndexOf('/'), uri.lastIndexOf('#')) + 1),
)
const nameIn = (uri: string | undefined): string | null => (uri === undefined ? null : nameOf(uri))

/** The tag on a body. A carrier's load is told by the cars on it, which keep their tags when they leave it. */
const tagOf = ({ type, childEPCs, epcList }: EpcisEvent): string | null =>
  type === 'AggregationEvent' ? null : ((childEPCs ?? epcList)?.find(isAsset) ?? null)

/** A tag is an individual asset: a GIAI as URN or as Digital Link. */
const isAsset = (epc: string): boolean => epc.startsWith('urn:epc:id:giai:') || epc.includes('/8004/')

function passOf(event: EpcisEvent): 'IN' | 'OUT' | null {
  const pass = event['autograph:pass']
  if (pass === undefined) return null
  return pass === 'in' ? 'IN' : 'OUT'
}

const none: readonly never[] = []

const measurementsOf = ({ sensorElementList }: EpcisEvent): readonly Measurement[] =>
  sensorElementList === undefined
    ? none
    : sensorElementList
        .flatMap(element => element.sensorReport)
        .flatMap(({ type, value, uom }) =>
          value === undefined ? [] : [{ measure: nameOf(type), value, unit: uom ?? null }],
        )
