import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { atStation, capture, commissioned } from './factory.ts'
import { describePlant } from './plant.ts'
import { counts, push } from './push.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
})
afterAll(() => graph.stop())

test('an event that comes before its car is known is taken with the car, and what has other flaws goes on waiting', async () => {
  const taken = '1M8GDM9AXKP042788'
  await capture(graph, [commissioned('OTHER', 0), atStation('OTHER', 1, 'T-BODY', { 'autograph:vin': taken })])
  const early = atStation('EARLY', 2, 'T-BODY')
  const before = await counts(graph)
  await push(graph, early)
  await push(graph, atStation('EARLY', 3, 'T-BODY', { 'autograph:vin': taken }))
  expect(await counts(graph)).toMatchObject({ events: before.events, kept: before.kept + 2 })
  await capture(graph, [commissioned('EARLY', 1)])
  const { vehicleByProductionNumber } = await graph.data(
    `{ vehicleByProductionNumber(productionNumber: "EARLY") { status stationHistory { station { id } } } }`,
  )
  expect(vehicleByProductionNumber).toEqual({ status: 'BODY', stationHistory: [{ station: { id: 'T-BODY' } }] })
  const { keptApartEvents } = await graph.data(
    `{ keptApartEvents(filter: { productionNumber: "EARLY" }) { nodes { state decidedBy } } }`,
  )
  expect(keptApartEvents.nodes).toEqual([
    { state: 'WAITING', decidedBy: null },
    { state: 'REDRIVEN', decidedBy: 'autograph' },
  ])
})
