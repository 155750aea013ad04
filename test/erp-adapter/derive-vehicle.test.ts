import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CarEvent } from '../../subgraphs/erp-adapter/vehicles/car-event.ts'
import type { CarPlan } from '../../subgraphs/erp-adapter/vehicles/car-state.ts'
import { deriveVehicle } from '../../subgraphs/erp-adapter/vehicles/derive-vehicle.ts'
import { life } from '../../subgraphs/erp-adapter/vehicles/vehicle-status.ts'

const plan: CarPlan = {
  plantId: 'PLANT',
  route: [
    { stationId: 'BODY', position: 1, required: true },
    { stationId: 'TRIM', position: 2, required: true },
    { stationId: 'TEST', position: 3, required: false },
  ],
  limits: [{ measure: 'brake', unit: 'NEW', minimum: 10, maximum: 20 }],
}

const blank: CarEvent = {
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
  measurements: [],
}

const steps: readonly Partial<CarEvent>[] = [
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

const carEvents = (maxLength: number) =>
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

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]]
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map(rest => [item, ...rest]))
}

test('a car is the same in every order of arrival of up to six events', () => {
  fc.assert(
    fc.property(carEvents(4), events => {
      const once = deriveVehicle(events, plan)
      for (const order of permutations(events)) expect(deriveVehicle(order, plan)).toEqual(once)
    }),
    { numRuns: 40 },
  )
})

test('a car is the same in ten thousand random orders of many events', () => {
  const shuffled = carEvents(40).chain(events =>
    fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
  )
  fc.assert(
    fc.property(shuffled, ([events, order]) => {
      expect(deriveVehicle(order, plan)).toEqual(deriveVehicle(events, plan))
    }),
    { numRuns: 10_000 },
  )
})

test('a car with events declared in error is as if they never were', () => {
  fc.assert(
    fc.property(carEvents(20), events => {
      const wrong = new Set(events.filter(each => each.declaresError).map(each => each.eventId))
      const right = events.filter(each => !wrong.has(each.eventId))
      expect(deriveVehicle(events, plan)).toEqual(deriveVehicle(right, plan))
    }),
  )
})

test('the timeline is ordered, changes at each entry and ends in the status', () => {
  fc.assert(
    fc.property(carEvents(40), events => {
      const { timeline, status, statusSince } = deriveVehicle(events, plan)
      for (const [index, change] of timeline.entries()) {
        const before = timeline[index - 1]
        if (before === undefined) continue
        expect(change.at.getTime()).toBeGreaterThanOrEqual(before.at.getTime())
        expect(change.status).not.toBe(before.status)
      }
      expect(timeline.at(-1)?.status ?? 'ORDERED').toBe(status)
      expect(timeline.at(-1)?.at ?? null).toEqual(statusSince)
    }),
  )
})

test('no car stands released with a failed check', () => {
  fc.assert(
    fc.property(carEvents(40), events => {
      const { timeline, blockedBy } = deriveVehicle(events, plan)
      expect([blockedBy.length > 0, timeline.at(-1)?.status]).not.toEqual([true, 'RELEASED'])
    }),
  )
})

const onward = (step: Partial<CarEvent>, hour: number): CarEvent => ({
  ...blank,
  ...step,
  eventId: `e${hour}`,
  eventTime: new Date(Date.UTC(2024, 9, 1, hour)),
})

test('a car whose every step is reported goes through the whole life', () => {
  const shops = [
    { bizStep: 'assembling', readPoint: 'BODY', shop: 'BODY' },
    { bizStep: 'assembling', readPoint: 'PAINT', shop: 'PAINT' },
    { bizStep: 'assembling', readPoint: 'TRIM', shop: 'ASSEMBLY' },
  ] as const
  const whole: readonly Partial<CarEvent>[] = [
    { bizStep: 'autograph:ordering' },
    { bizStep: 'autograph:accepting' },
    { bizStep: 'autograph:scheduling' },
    { bizStep: 'commissioning' },
    ...shops,
    { bizStep: 'inspecting', disposition: 'conformant' },
    { bizStep: 'storing' },
    { bizStep: 'staging_outbound' },
    { bizStep: 'departing' },
    { bizStep: 'receiving', bizLocation: 'DEALER', placeKind: 'DEALER' },
    { bizStep: 'retail_selling', disposition: 'retail_sold' },
  ]
  const { timeline, erpStatuses, whereabouts } = deriveVehicle(whole.map(onward), plan)
  expect(timeline.map(change => change.status)).toEqual([...life])
  expect(erpStatuses).toEqual(['REL', 'CNF', 'DLV'])
  expect(whereabouts.kind).toBe('SOLD')
})

test('a measurement in another unit fails, and one without a limit is only noted', () => {
  const inspected = onward(
    {
      bizStep: 'inspecting',
      measurements: [
        { measure: 'brake', value: 15, unit: 'KGM' },
        { measure: 'noise', value: 60, unit: null },
      ],
    },
    1,
  )
  const { qualityResults, blockedBy } = deriveVehicle([inspected], plan)
  expect(qualityResults.map(result => [result.measure, result.verdict])).toEqual([
    ['brake', 'FAILED'],
    ['noise', 'UNPLANNED'],
  ])
  expect(blockedBy).toEqual(['brake'])
})
