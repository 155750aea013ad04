import fc from 'fast-check'
import type { LoggedEvent } from '../../subgraphs/erp-adapter/vehicles/car-event.ts'
import type { CarPlan } from '../../subgraphs/erp-adapter/vehicles/car-state.ts'

/** What the cars of the random events are built by. */
export const plan: CarPlan = {
  plantId: 'PLANT',
  route: [
    { stationId: 'BODY', position: 1, required: true },
    { stationId: 'TRIM', position: 2, required: true },
    { stationId: 'TEST', position: 3, required: false },
  ],
  limits: [{ measure: 'brake', unit: 'NEW', minimum: 10, maximum: 20 }],
}

/** An event that says nothing. */
export const blank: LoggedEvent = {
  productionNumber: 'C',
  eventId: 'e',
  declaresError: false,
  action: 'OBSERVE',
  eventTime: new Date('2024-10-01T00:00:00Z'),
  recordedAt: new Date('2024-10-01T00:00:00Z'),
  bizStep: null,
  disposition: null,
  readPoint: null,
  bizLocation: null,
  shop: null,
  placeKind: null,
  pass: null,
  sourceCode: null,
  vin: null,
  tag: null,
  engineNumber: null,
  shipmentId: null,
  destination: null,
  expectedAt: null,
  measurements: [],
}

const steps: readonly Partial<LoggedEvent>[] = [
  { bizStep: 'autograph:ordering' },
  { bizStep: 'autograph:scheduling' },
  { bizStep: 'autograph:cancelling' },
  { bizStep: 'commissioning', action: 'ADD', tag: 'tag-1' },
  { bizStep: 'assembling', readPoint: 'BODY', shop: 'BODY', pass: 'IN' },
  { bizStep: 'assembling', readPoint: 'BODY', shop: 'BODY', pass: 'OUT' },
  { bizStep: 'assembling', readPoint: 'TRIM', shop: 'ASSEMBLY', vin: '1HGCM82633A004352', engineNumber: 'E' },
  { bizStep: 'assembling', readPoint: 'TRIM', shop: 'ASSEMBLY', pass: 'OUT' },
  { bizStep: 'assembling', readPoint: 'PAINT', shop: 'PAINT', tag: 'tag-1' },
  { bizStep: 'assembling', readPoint: 'PAINT', shop: 'PAINT', pass: 'OUT' },
  { action: 'DELETE', tag: 'tag-1' },
  { action: 'ADD', tag: 'tag-2' },
  {
    bizStep: 'inspecting',
    readPoint: 'TEST',
    shop: 'QUALITY',
    measurements: [{ measure: 'brake', value: 5, unit: 'NEW' }],
  },
  { bizStep: 'repairing', readPoint: 'TEST', shop: 'QUALITY' },
  {
    bizStep: 'inspecting',
    readPoint: 'TEST',
    shop: 'QUALITY',
    measurements: [{ measure: 'brake', value: 15, unit: 'NEW' }],
  },
  { bizStep: 'inspecting', disposition: 'non_conformant', readPoint: 'TEST', shop: 'QUALITY' },
  { bizStep: 'inspecting', disposition: 'conformant', readPoint: 'TEST', shop: 'QUALITY' },
  { bizStep: 'storing', bizLocation: 'YARD', placeKind: 'WAREHOUSE' },
  { bizStep: 'staging_outbound', bizLocation: 'YARD', placeKind: 'WAREHOUSE' },
  { bizStep: 'departing', bizLocation: 'YARD', placeKind: 'WAREHOUSE' },
  { bizStep: 'receiving', bizLocation: 'PORT', placeKind: 'PORT' },
  { bizStep: 'receiving', bizLocation: 'DEALER', placeKind: 'DEALER' },
  { bizStep: 'loading', action: 'ADD', shipmentId: 'L1', bizLocation: 'YARD', placeKind: 'WAREHOUSE' },
  { bizStep: 'departing', action: 'ADD', shipmentId: 'L2', bizLocation: 'YARD', placeKind: 'WAREHOUSE' },
  { bizStep: 'unloading', action: 'DELETE', shipmentId: 'L2', bizLocation: 'PORT', placeKind: 'PORT' },
  { bizStep: 'unloading', action: 'EMPTY', shipmentId: 'L1', bizLocation: 'PORT', placeKind: 'PORT' },
  { bizStep: 'receiving', action: 'EMPTY', shipmentId: 'L2', bizLocation: 'DEALER', placeKind: 'DEALER' },
  { bizStep: 'retail_selling', disposition: 'retail_sold' },
  { disposition: 'returned', bizLocation: 'DEALER', placeKind: 'DEALER' },
  { disposition: 'recalled' },
]

const event = fc
  .record({
    step: fc.constantFrom(...steps),
    // Few moments, so that many events share one.
    hour: fc.integer({ min: 0, max: 8 }),
    eventId: fc.integer({ min: 0, max: 999 }).map(String),
  })
  .map(({ step, hour, eventId }) => ({
    ...blank,
    ...step,
    eventId,
    eventTime: new Date(Date.UTC(2024, 9, 1, hour)),
  }))

/** Random events of one car, up to two of which are declared wrong. */
export const carEvents = (maxLength: number) =>
  fc
    .tuple(
      // Without a size, fast-check draws at most ten or so.
      fc.uniqueArray(event, { maxLength, size: 'max', selector: each => each.eventId }),
      fc.array(fc.nat({ max: maxLength }), { maxLength: 2 }),
    )
    .map(([events, wrong]) => [
      ...events,
      ...events.filter((_, index) => wrong.includes(index)).map(each => ({ ...each, declaresError: true })),
    ])
