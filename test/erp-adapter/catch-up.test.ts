import { afterAll, beforeAll, expect, test } from 'vitest'
import { runSubgraph } from '#platform/run-subgraph.ts'
import { erpAdapter } from '../../subgraphs/erp-adapter/subgraph.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { atStation, capture, commissioned, moment } from './factory.ts'
import { told } from './neighbours.ts'
import { describePlant } from './plant.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
})
afterAll(() => graph.stop())

const alarms = async (): Promise<unknown> =>
  (
    await graph.data(
      `{ productionAlarms { nodes { kind station { id } happenedAt standing productionOrder { productionNumber } } } }`,
    )
  ).productionAlarms.nodes

test('cars that were there before there were alarms get theirs once, and nobody is told', async () => {
  for (const car of ['A1', 'Z1'])
    await capture(graph, [commissioned(car, 0), atStation(car, 1, 'T-BODY'), atStation(car, 5, 'T-TRIM')])
  const before = await told(graph, 'erp.ProductionAlarmChanged', 'A1')
  // As a version without alarms left it: two cars that went past a station, with more than two rounds of others between.
  await graph.sql(`delete from erp_adapter.production_alarm`)
  await graph.sql(`
    insert into erp_adapter.production_order (production_number, model_code, plant_id)
    select 'M' || nth, 'ENV', 'PLANT-T' from generate_series(1, 450) as nth`)
  await graph.sql(`
    insert into erp_adapter.vehicle (production_number, model_code) select 'M' || nth, 'ENV' from generate_series(1, 450) as nth`)
  await graph.sql(`insert into erp_adapter.catching_up (name) values ('alarms')`)
  expect(await alarms()).toEqual([])

  const processes = await Promise.all([1, 2].map(() => runSubgraph(erpAdapter, graph.databaseUrl)))
  try {
    await expect.poll(() => graph.sql(`select reached from erp_adapter.catching_up`), { timeout: 20_000 }).toEqual([])
  } finally {
    await Promise.all(processes.map(each => each.stop()))
  }
  const skipped = (productionNumber: string): object => ({
    kind: 'STATION_SKIPPED',
    station: { id: 'T-PAINT' },
    happenedAt: moment(5),
    standing: true,
    productionOrder: { productionNumber },
  })
  expect(await alarms()).toEqual(expect.arrayContaining([skipped('A1'), skipped('Z1')]))
  expect(await alarms()).toHaveLength(2)
  expect(await told(graph, 'erp.ProductionAlarmChanged', 'A1')).toEqual(before)
})
