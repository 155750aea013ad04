import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LoggedEvent } from '../../subgraphs/erp-adapter/vehicles/car-event.ts'
import { deriveVehicle } from '../../subgraphs/erp-adapter/vehicles/derive-vehicle.ts'
import { life } from '../../subgraphs/erp-adapter/vehicles/vehicle-status.ts'
import { permutations } from './all-orders.ts'
import { blank, carEvents, plan } from './car-events.ts'

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

const onward = (step: Partial<LoggedEvent>, hour: number): LoggedEvent => ({
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
  const whole: readonly Partial<LoggedEvent>[] = [
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
