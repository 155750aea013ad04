import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  progressAfter,
  type RouteProgress,
  type RouteStop,
} from '../../subgraphs/erp-adapter/production/station-passes.ts'

const station = fc.constantFrom<string[]>('BODY', 'PAINT', 'TRIM', 'ENGINE', 'WHEELS', 'TEST', 'elsewhere')

const route = fc
  .array(fc.record({ stationId: station, required: fc.boolean() }), { maxLength: 8 })
  .map(stops => stops.map((stop, nth): RouteStop => ({ ...stop, position: (nth + 1) * 10 })))

test('what a car has skipped read by read is what it has skipped by all its reads', () => {
  fc.assert(
    fc.property(route, fc.array(station, { maxLength: 12 }), (stops, reads) => {
      const progress = reads.reduce<RouteProgress>((before, read) => progressAfter(before, read, stops), {
        furthest: 0,
        skippedStations: [],
      })
      const furthest = Math.max(0, ...stops.filter(stop => reads.includes(stop.stationId)).map(stop => stop.position))
      const skipped = stops.filter(stop => stop.required && stop.position < furthest && !reads.includes(stop.stationId))
      expect(progress).toEqual({ furthest, skippedStations: skipped.map(stop => stop.stationId) })
    }),
    { numRuns: 5000 },
  )
})
