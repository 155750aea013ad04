import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { scopeOfRecall, type RecallCriteria } from '../../subgraphs/erp-adapter/recalls/recall-scope.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { openStore } from './open-store.ts'
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

interface Plan {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly 'Rows Removed by Filter'?: number
  readonly Plans?: readonly Plan[]
}

test('a recall by what was built in where and when reads a small part of a log of 120,000 events', async () => {
  await graph.sql(`
    insert into erp_adapter.production_order (production_number, model_code, plant_id)
    select 'L' || nth, 'ENV', 'PLANT-T' from generate_series(1, 2000) as nth`)
  await graph.sql(`
    insert into erp_adapter.vehicle (production_number, model_code, vin, status, built_at)
    select 'L' || nth, 'ENV', 'WBA1' || lpad(nth::text, 13, '0'), 'BUILT', '2020-01-01Z'::timestamptz + nth * interval '1 hour'
    from generate_series(1, 2000) as nth`)
  await graph.sql(`
    insert into erp_adapter.event_log (production_number, nth, event_id, type, action, event_time, biz_step, read_point,
      parts, capture_id, place)
    select 'L' || car, nth, 'e-' || car || '-' || nth, 'ObjectEvent', 'OBSERVE', '2020-01-01Z', 'assembling', 'S-' || nth,
      case when nth = 7 then jsonb_build_array(jsonb_build_object('number', 'PUMP', 'batch', 'B' || car / 10)) end, 'c', ''
    from generate_series(1, 2000) as car cross join generate_series(1, 60) as nth`)
  await graph.sql('analyze erp_adapter.event_log, erp_adapter.vehicle, erp_adapter.production_order')
  const none = {
    modelCodes: null,
    vinFrom: null,
    vinTo: null,
    builtFrom: null,
    builtTo: null,
    station: null,
    part: null,
  }
  const db = openStore(graph)
  onTestFinished(() => db.close())
  const read = async (criteria: Partial<RecallCriteria>): Promise<{ cars: number; events: number }> => {
    const recallId = `recall-${JSON.stringify(criteria)}`
    await graph.sql('insert into erp_adapter.open_recall (recall_id) values ($1)', [recallId])
    const [row] = await db.rows<any>(
      sql`explain (analyze, format json) ${scopeOfRecall({ ...none, ...criteria, recallId })}`,
    )
    const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)]
    const events = nodes(row['QUERY PLAN'][0].Plan)
      .filter(node => node['Relation Name'] === 'event_log')
      .reduce(
        (sum, node) => sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
        0,
      )
    const [{ cars }] = await graph.sql(
      'select count(*)::int as cars from erp_adapter.recall_scope where recall_id = $1',
      [recallId],
    )
    return { cars, events }
  }
  const day = { builtFrom: '2020-02-01', builtTo: '2020-02-02' }
  const found = {
    part: await read({ part: { number: 'PUMP', batch: 'B7' } }),
    stationAndDay: await read({ station: 'S-9', ...day }),
    partAndDay: await read({ part: { number: 'PUMP' }, ...day }),
    station: await read({ station: 'S-9' }),
  }
  expect(found).toEqual({
    part: { cars: 10, events: expect.any(Number) },
    stationAndDay: { cars: 48, events: expect.any(Number) },
    partAndDay: { cars: 48, events: expect.any(Number) },
    station: { cars: 2000, events: expect.any(Number) },
  })
  // The cars of the day, each with its events; of all cars of a station only what was read there.
  expect(found.part.events).toBeLessThan(100)
  expect(found.stationAndDay.events).toBeLessThan(10_000)
  expect(found.partAndDay.events).toBeLessThan(10_000)
  expect(found.station.events).toBeLessThan(10_000)
})
