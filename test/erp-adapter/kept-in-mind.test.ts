import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#platform/database.ts'
import { captureEvents } from '../../subgraphs/erp-adapter/ingest/capture-events.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { openStore } from './open-store.ts'
import { at, atStation, capture, carEvent, commissioned, measured } from './factory.ts'
import { describePlant } from './plant.ts'
import { push } from './push.ts'

let graph: TestGraph
let otherProcess: Database
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
  otherProcess = openStore(graph)
})
afterAll(async () => {
  await otherProcess.close()
  await graph.stop()
})

const carOf = async (productionNumber: string): Promise<any> =>
  (
    await graph.data(
      `query ($car: ID!) { vehicleByProductionNumber(productionNumber: $car) {
        status vin whereabouts { kind place { id } } stationHistory { station { id } enteredAt leftAt }
      } }`,
      { car: productionNumber },
    )
  ).vehicleByProductionNumber

const logReads = (statements: readonly string[]): readonly string[] =>
  statements.filter(text => text.includes('from event_log left join'))

test('the next event of a car and one that came a little late read none of those before, one of long ago reads them all', async () => {
  await capture(graph, [commissioned('M1', 0), atStation('M1', 2, 'T-PAINT'), atStation('M1', 3, 'T-PAINT')])
  const wrong = atStation('M1', 4, 'T-TRIM')
  const near = await graph.statementsOf(async () => {
    await capture(graph, [wrong])
    await capture(graph, [atStation('M1', 1, 'T-BODY')])
    await capture(graph, [{ ...wrong, errorDeclaration: { declarationTime: '2026-11-01T00:00:00Z' } }])
  })
  expect(logReads(near)).toEqual([])
  expect(await carOf('M1')).toMatchObject({ status: 'PAINT' })
  await capture(
    graph,
    Array.from({ length: 20 }, (_, hour) => atStation('M1', hour + 5, 'T-TRIM')),
  )
  const late = await graph.statementsOf(() => capture(graph, [atStation('M1', 1.5, 'T-PAINT')]))
  expect(logReads(late)).toHaveLength(1)
  const { status, stationHistory } = await carOf('M1')
  expect([status, stationHistory.map((pass: any) => pass.station.id)]).toEqual([
    'ASSEMBLY',
    ['T-BODY', 'T-PAINT', 'T-TRIM'],
  ])
})

test('what another process took meanwhile counts', async () => {
  await capture(graph, [commissioned('M2', 0), atStation('M2', 1, 'T-BODY')])
  const failed = measured('M2', 4, 1)
  await captureEvents(otherProcess, [atStation('M2', 2, 'T-PAINT'), failed, at('M2', 5, ['storing', 'YARD-T'])])
  await capture(graph, [at('M2', 6, ['staging_outbound', 'YARD-T'])])
  expect(await carOf('M2')).toMatchObject({ status: 'BUILT' })
  await captureEvents(otherProcess, [{ ...failed, errorDeclaration: { declarationTime: '2026-11-01T00:00:00Z' } }])
  await capture(graph, [failed, atStation('M2', 1.5, 'T-BODY', { 'autograph:pass': 'out' })])
  expect(await carOf('M2')).toMatchObject({ status: 'RELEASED', whereabouts: { kind: 'WAREHOUSE' } })
  const [row] = await graph.sql(
    `select count(*)::int as events, max(nth) as last from erp_adapter.event_log where production_number = 'M2'`,
  )
  expect(row).toEqual({ events: 8, last: 8 })
})

test('events of one car that come at the same time all count', async () => {
  await capture(graph, [commissioned('M3', 0)])
  const events = Array.from({ length: 12 }, (_, hour) => atStation('M3', hour + 1, hour < 6 ? 'T-BODY' : 'T-PAINT'))
  await Promise.all([
    ...events.map(event => push(graph, event)),
    ...events.map(event => captureEvents(otherProcess, [event])),
  ])
  expect(
    await graph.sql(`select count(*)::int as n from erp_adapter.event_log where production_number = 'M3'`),
  ).toEqual([{ n: 13 }])
  expect(await carOf('M3')).toMatchObject({ status: 'PAINT' })
})

test('a place that is described later is read so from the next event on', async () => {
  await capture(graph, [commissioned('M4', 0), atStation('M4', 1, 'T-NEW')])
  expect(await carOf('M4')).toMatchObject({ status: 'BROADCAST', stationHistory: [] })
  await graph.sql(`insert into erp_adapter.place (id, kind, name_zh, name_en, plant_id, shop)
    values ('T-NEW', 'STATION', '新', 'New', 'PLANT-T', 'ASSEMBLY')`)
  await capture(graph, [carEvent('M4', 2, { disposition: 'in_progress' })])
  expect(await carOf('M4')).toMatchObject({ status: 'ASSEMBLY', stationHistory: [{ station: { id: 'T-NEW' } }] })
})

test('a refused document leaves what is known of its cars as it was', async () => {
  await capture(graph, [commissioned('M5', 0)])
  const wrong = push(graph, { ...atStation('M5', 1, 'T-BODY'), 'autograph:modelCode': 'NONE' })
  expect((await wrong).status).toBe(202)
  await capture(graph, [atStation('M5', 2, 'T-PAINT')])
  expect(await carOf('M5')).toMatchObject({ status: 'PAINT' })
})

test('an event that names its car by the VIN counts once, though the VIN goes to another car', async () => {
  const vin = 'WBA00000000000001'
  const bound = atStation('M6', 1, 'T-TRIM', { 'autograph:vin': vin })
  const { 'autograph:productionNumber': _, ...atDealer } = at('M6', 5, ['receiving', 'DLR-T'], { 'autograph:vin': vin })
  await capture(graph, [commissioned('M6', 0), commissioned('M7', 0), bound])
  await capture(graph, [atDealer])
  await capture(graph, [{ ...bound, errorDeclaration: { declarationTime: '2026-11-01T00:00:00Z' } }])
  await capture(graph, [{ ...atDealer, errorDeclaration: { declarationTime: '2026-11-01T00:00:00Z' } }])
  await capture(graph, [atStation('M7', 1, 'T-TRIM', { 'autograph:vin': vin })])
  await capture(graph, [atDealer])
  expect(await carOf('M6')).toMatchObject({ status: 'BROADCAST', vin: null })
  expect(await carOf('M7')).toMatchObject({ status: 'ASSEMBLY', vin })
})
