import fc from 'fast-check'
import { expect, test } from 'vitest'
import { carOf, goOn, has, lengthOf, note, type KnownCar } from '../../subgraphs/erp-adapter/vehicles/known-car.ts'
import type { LoggedEvent } from '../../subgraphs/erp-adapter/vehicles/car-event.ts'
import { blank, carEvents, plan } from './car-events.ts'

/** A process takes events into a log that several write, as `recordEvents` does. */
function take(process: { car: KnownCar | null }, log: LoggedEvent[], events: readonly LoggedEvent[]): boolean {
  let rebuilt = process.car === null
  // Another process was faster: the log refuses the number of the next event.
  if (process.car === null || lengthOf(process.car) !== log.length) process.car = carOf(log, plan)
  const { car } = process
  const fresh = events.filter(event => {
    if (has(car, event)) return false
    note(car, event)
    return true
  })
  log.push(...fresh)
  if (!goOn(car, fresh)) {
    rebuilt = true
    process.car = carOf(log, plan)
  }
  return rebuilt
}

const inTime = (events: readonly LoggedEvent[]): readonly LoggedEvent[] =>
  events.toSorted((a, b) => a.eventTime.getTime() - b.eventTime.getTime())

test('a car taken from event to event by processes that forget is as one derived from nothing', () => {
  let onward = 0
  const arrivals = carEvents(50).chain(events =>
    fc.record({
      // In order but for some that come early or late, by more events than a process keeps in mind, or more than once.
      order: fc
        .array(fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: -30, max: 30 })), {
          minLength: events.length,
          maxLength: events.length,
        })
        .map(shifts => inTime(events).map((event, nth) => [event, nth + (shifts[nth] ?? 0)] as const))
        .map(placed => placed.toSorted(([, a], [, b]) => a - b).map(([event]) => event)),
      again: fc.subarray(events),
      batches: fc.array(
        fc.record({
          size: fc.integer({ min: 1, max: 4 }),
          by: fc.nat({ max: 9 }).map(drawn => Number(drawn === 0)),
          forgets: fc.nat({ max: 15 }).map(drawn => drawn === 0),
        }),
        {
          minLength: 60,
          maxLength: 60,
        },
      ),
    }),
  )
  fc.assert(
    fc.property(arrivals, ({ order, again, batches }) => {
      const coming = [...order, ...again]
      const log: LoggedEvent[] = []
      const processes: { car: KnownCar | null }[] = [{ car: null }, { car: null }]
      for (const { size, by, forgets } of batches) {
        const process = processes[by]
        if (process === undefined) continue
        if (forgets) process.car = null
        const events = coming.splice(0, size)
        if (events.length === 0) break
        if (!take(process, log, events)) onward += 1
        expect(process.car?.state).toEqual(carOf(log, plan).state)
      }
    }),
    { numRuns: 500, endOnFailure: true },
  )
  expect(onward).toBeGreaterThan(500)
})

test('an event from before all that is in mind goes before what is forgotten, though others were taken out since', () => {
  const at = (hour: number, facts: Partial<LoggedEvent>): LoggedEvent => ({
    ...blank,
    ...facts,
    eventId: String(hour),
    eventTime: new Date(Date.UTC(2024, 9, 1, hour)),
  })
  const [early, bound] = [at(1, { engineNumber: 'E1' }), at(2, { engineNumber: 'E2' })]
  const reads = Array.from({ length: 20 }, (_, nth) => at(3 + nth, { bizStep: 'assembling', readPoint: 'BODY' }))
  const log: LoggedEvent[] = []
  const process: { car: KnownCar | null } = { car: null }
  for (const read of [bound, ...reads, { ...at(20, {}), declaresError: true }, early]) take(process, log, [read])
  expect(process.car?.state.engineNumber).toBe('E2')
})
