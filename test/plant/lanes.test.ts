import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Delivery } from '../../plant/delivery.ts'
import { retryAfter } from '../../plant/retry-after.ts'
import { runPlant } from '../../plant/run-plant.ts'
import { startTally } from '../../plant/tally.ts'
import { firstEvents } from './first-events.ts'

const traffic = { seed: 5, plant: 'PLANT-WUHAN', from: Date.UTC(2026, 8, 1), carsPerMinute: 1 / 60 }
const never = new AbortController().signal

test('so many batches are under way at once and no more, each of other cars, and a car is told of in order', async () => {
  const underWay = new Set<string>()
  const arrived: string[] = []
  let most = 0
  const tries = new Map<string, number>()
  const delivery: Delivery = {
    async send({ id, body }) {
      const { data } = JSON.parse(body)
      const cars = new Set<string>(data.map((event: any) => event['autograph:productionNumber']))
      for (const car of cars) expect(underWay).not.toContain(car)
      for (const car of cars) underWay.add(car)
      most = Math.max(most, inFlight.add(id).size)
      await pause(20)
      inFlight.delete(id)
      for (const car of cars) underWay.delete(car)
      tries.set(id, (tries.get(id) ?? 0) + 1)
      // Each batch comes to nothing once.
      if (tries.get(id) === 1) return { kind: 'again', why: '429', after: 5 }
      arrived.push(...data.map((event: any) => JSON.stringify(event)))
      return { kind: 'taken', taken: data.length, repeated: 0, keptApart: [] }
    },
    close: async () => {},
  }
  const inFlight = new Set<string>()
  const tally = startTally()
  await runPlant({
    traffic,
    speed: 1e9,
    events: 5000,
    lanes: 3,
    delivery,
    tally,
    ending: never,
    givingUp: never,
  })
  const told = firstEvents(traffic, 5000)
  const ofCars = (texts: readonly string[]) =>
    Object.fromEntries(Map.groupBy(texts, text => JSON.parse(text)['autograph:productionNumber']))
  expect(ofCars(arrived)).toEqual(ofCars(told.map(({ text }) => text)))
  expect(most).toBe(3)
  expect(tally.unacknowledged()).toBe(0)
  expect(Math.min(...tries.values())).toBe(2)
})

test('a lane that is full holds up the plant, and giving up tells how much was not acknowledged', async () => {
  const givingUp = new AbortController()
  const ending = new AbortController()
  const tally = startTally()
  const delivery: Delivery = {
    send: (_, signal) =>
      new Promise(resolve => {
        signal.addEventListener('abort', () => resolve({ kind: 'again', why: 'it hangs', after: null }))
      }),
    close: async () => {},
  }
  const run = { lanes: 2, delivery, tally, ending: ending.signal, givingUp: givingUp.signal }
  const running = runPlant({ traffic, speed: 1e9, events: Infinity, ...run })
  await pause(1000)
  // Two batches under way, and as much again behind them at the most.
  expect(tally.unacknowledged()).toBeLessThanOrEqual(2000)
  expect(tally.unacknowledged()).toBeGreaterThan(500)
  ending.abort()
  givingUp.abort()
  await running
  expect(tally.summary()).toMatch(/[\d,]+ events were not acknowledged/)
  for (const columns of [20, 79, 200]) expect(tally.line(columns).length).toBeLessThanOrEqual(columns)
})

test('a wait is asked for in seconds or by a moment, and heeded for ten minutes at the most', () => {
  const now = Date.UTC(2026, 10, 26)
  expect(retryAfter('2', now)).toBe(2000)
  expect(retryAfter('Thu, 26 Nov 2026 00:00:05 GMT', now)).toBe(5000)
  expect(retryAfter('Thu, 26 Nov 2020 00:00:05 GMT', now)).toBe(0)
  expect(retryAfter('99999', now)).toBe(600_000)
  for (const nothing of [null, '', 'soon']) expect(retryAfter(nothing, now)).toBeNull()
})
