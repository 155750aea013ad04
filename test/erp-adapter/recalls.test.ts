import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { at, atStation, capture, carEvent, commissioned, moment } from './factory.ts'
import { tell, told } from './neighbours.ts'
import { describePlant } from './plant.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
})
afterAll(() => graph.stop())

test('a recall names the cars that were built so, and each one built so later', async () => {
  const parts = [{ number: 'AIRBAG-7', batch: 'B1' }]
  await capture(graph, [
    commissioned('Q1', 0),
    atStation('Q1', 1, 'T-TRIM', { 'autograph:vin': '5GZCZ43D13S812715', 'autograph:parts': parts }),
    commissioned('Q2', 0),
    atStation('Q2', 1, 'T-TRIM', { 'autograph:parts': parts }),
    commissioned('Q3', 0),
    atStation('Q3', 1, 'T-TRIM', {
      'autograph:parts': [{ number: 'AIRBAG-7', batch: 'B2' }],
      'autograph:vin': 'WBA00000000000001',
    }),
  ])
  const criteria = { modelCodes: ['ENV'], station: 'T-TRIM', partNumber: 'AIRBAG-7', partBatch: 'B1' }
  await tell(graph, 'service.RecallOpened', { recallId: 'recall-1', criteria })
  await tell(graph, 'service.RecallOpened', { recallId: 'recall-1', criteria })
  expect(await told(graph, 'erp.RecallScopeResolved', 'recall-1')).toEqual([
    { recallId: 'recall-1', vins: ['5GZCZ43D13S812715'] },
  ])
  await capture(graph, [carEvent('Q2', 5, { bizStep: 'encoding', 'autograph:vin': 'WBA00000000000002' })])
  await capture(graph, [at('Q2', 6, ['storing', 'YARD-T'])])
  expect(await told(graph, 'erp.RecallScopeResolved', 'recall-1')).toEqual([
    { recallId: 'recall-1', vins: ['5GZCZ43D13S812715'] },
    { recallId: 'recall-1', vins: ['WBA00000000000002'] },
  ])
})

test('a recall by the day of building counts days of the plant', async () => {
  await capture(graph, [
    commissioned('Q4', 0),
    carEvent('Q4', 5, { bizStep: 'encoding', 'autograph:vin': 'WBA00000000000004' }),
    at('Q4', 17, ['storing', 'YARD-T']),
  ])
  const nextDay = moment(24).slice(0, 10)
  await tell(graph, 'service.RecallOpened', {
    recallId: 'recall-2',
    criteria: { builtFrom: nextDay, builtTo: nextDay },
  })
  expect(await told(graph, 'erp.RecallScopeResolved', 'recall-2')).toEqual([
    { recallId: 'recall-2', vins: ['WBA00000000000004'] },
  ])
})
