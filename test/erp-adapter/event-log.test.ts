import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { atStation, commissioned, document, measured, send } from './factory.ts'
import { describePlant } from './plant.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
})
afterAll(() => graph.stop())

test('an event is given back as it came, with what nothing reads', async () => {
  const note = { b: 1.5, a: ['工厂', null, String.raw`\"`] }
  const event = atStation('K11', 1, 'T-BODY', { 'plant:note': note })
  await send(graph, document([commissioned('K11', 0), event]))
  const path = `/ingest/events/${encodeURIComponent(String(event['eventID']))}`
  const answer = await fetch(`${graph.subgraphUrl('erp-adapter')}${path}`)
  expect(await answer.json()).toEqual(event)
})

test('a car that an event leaves as it was is not written again', async () => {
  const version = async (): Promise<unknown> =>
    graph.sql(`select xmin::text from erp_adapter.vehicle where production_number = 'K13'`)
  await send(graph, document([commissioned('K13', 0), atStation('K13', 1, 'T-BODY')]))
  const before = await version()
  await send(graph, document([atStation('K13', 2, 'T-BODY', { 'autograph:pass': 'out' })]))
  expect(await version()).toEqual(before)
  await send(graph, document([measured('K13', 3, 1)]))
  expect(await version()).not.toEqual(before)
})

test('an id is held against the events of its car: another car may bear it, and each counts once', async () => {
  const eventID = 'urn:reader:1'
  const events = ['K14', 'K15'].flatMap(car => [commissioned(car, 0), atStation(car, 1, 'T-BODY', { eventID })])
  for (const _ of [1, 2]) await send(graph, document(events))
  expect(
    await graph.sql(
      `select production_number as car, nth from erp_adapter.event_log where event_id = $1 order by production_number`,
      [eventID],
    ),
  ).toEqual([
    { car: 'K14', nth: 2 },
    { car: 'K15', nth: 2 },
  ])
})

test('the log can only grow', async () => {
  await expect(graph.sql(`update erp_adapter.event_log set biz_step = null`)).rejects.toThrow('append-only')
  await expect(graph.sql(`delete from erp_adapter.event_log`)).rejects.toThrow('append-only')
})
