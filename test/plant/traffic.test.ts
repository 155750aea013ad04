import { expect, test } from 'vitest'
import type { PlantEvent } from '../../plant/car-events.ts'
import { firstEvents, timesAmong } from './first-events.ts'

const everyHour = { seed: 7, plant: 'PLANT-WUHAN', from: Date.UTC(2026, 8, 1), carsPerMinute: 1 / 60 }
const bytesOf = (events: readonly PlantEvent[]): string => events.map(({ text }) => text).join('\n')

test('the same seed gives the same bytes, and another seed or plant gives other cars', () => {
  const events = firstEvents(everyHour, 3000)
  expect(bytesOf(firstEvents(everyHour, 3000))).toBe(bytesOf(events))
  const numbers = (all: readonly PlantEvent[]): string[] => [...new Set(all.map(event => event.productionNumber))]
  for (const other of [
    { ...everyHour, seed: 8 },
    { ...everyHour, plant: 'PLANT-YANTAI' },
  ])
    expect(numbers(firstEvents(other, 3000)).filter(number => numbers(events).includes(number))).toEqual([])
})

test('a car is told of at thirty stations and on its way to the dealer, with the trouble that plants have', () => {
  const events = firstEvents(everyHour, 60_000)
  expect(events.every((event, nth) => event.due >= (events[nth - 1]?.due ?? 0))).toBe(true)
  const arrived = new Set(events.filter(({ last }) => last).map(({ productionNumber }) => productionNumber))
  const told = events.filter(({ productionNumber }) => arrived.has(productionNumber))
  const share = (chosen: (event: any) => boolean): number => timesAmong(told, chosen) / arrived.size
  expect(arrived.size).toBeGreaterThan(500)
  expect(share(event => /assembling|inspecting/.test(event.bizStep) && !event.errorDeclaration)).toBeCloseTo(62, -1)
  expect(share(event => event.bizLocation?.id.includes('DEALER'))).toBeCloseTo(1, 0)
  const late = timesAmong(events, event => Date.parse(event.recordTime) - Date.parse(event.eventTime) > 600_000)
  expect(late / events.length).toBeGreaterThan(0.03)
  expect(late / events.length).toBeLessThan(0.08)
  const twice = events.length - new Set(events.map(({ text }) => text)).size
  expect(twice / events.length).toBeGreaterThan(0.01)
  for (const rare of [
    (event: any) => event.errorDeclaration !== undefined,
    (event: any) => event.bizStep === 'repairing',
    (event: any) => event.action === 'DELETE',
  ])
    expect(timesAmong(events, rare)).toBeGreaterThan(0)
})
