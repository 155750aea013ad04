import { iso } from '../world/calendar.ts'
import type { FactoryEvent } from '../world/factory-event.ts'

/** The event as a plant or a carrier sends it, in EPCIS 2.0. */
export const epcisEvent = (event: FactoryEvent): Readonly<Record<string, unknown>> => ({
  type: event.load === null ? 'ObjectEvent' : 'AggregationEvent',
  eventID: event.id,
  eventTime: iso(event.at),
  eventTimeZoneOffset: '+08:00',
  recordTime: iso(event.arrivedAt),
  action: event.action,
  bizStep: event.bizStep,
  'autograph:productionNumber': event.productionNumber,
  ...given('disposition', event.disposition),
  ...given('readPoint', placeOf(event.readPoint)),
  ...given('bizLocation', placeOf(event.bizLocation)),
  ...given('epcList', event.tag === null ? null : [event.tag]),
  ...loadedOn(event),
  ...given('autograph:vin', event.vin),
  ...given('autograph:pass', event.pass?.toLowerCase() ?? null),
  ...given('autograph:sourceCode', event.sourceCode),
  ...given('autograph:engineNumber', event.engineNumber),
  ...given('autograph:parts', event.parts.length === 0 ? null : event.parts),
  ...given('sensorElementList', event.measurements.length === 0 ? null : [sensorElement(event)]),
  ...given(
    'errorDeclaration',
    event.declaresError ? { declarationTime: iso(event.arrivedAt), reason: 'incorrect_data' } : null,
  ),
})

const loadedOn = ({ load, productionNumber }: FactoryEvent): Readonly<Record<string, unknown>> =>
  load === null
    ? {}
    : {
        parentID: `urn:autograph:load:${load.id}`,
        childEPCs: [`urn:autograph:car:${productionNumber}`],
        destinationList: [{ type: 'location', destination: `urn:autograph:place:${load.to}` }],
        'autograph:expectedArrival': iso(load.expectedAt),
      }

const given = (field: string, value: unknown): Readonly<Record<string, unknown>> =>
  value === null ? {} : { [field]: value }

const placeOf = (id: string | null): { readonly id: string } | null =>
  id === null ? null : { id: `urn:autograph:place:${id}` }

const sensorElement = ({ measurements }: FactoryEvent): object => ({
  sensorReport: measurements.map(({ measure, value, unit }) => ({
    type: `urn:autograph:measure:${measure}`,
    value,
    uom: unit,
  })),
})
