import { createClient } from 'graphql-ws'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import type { As } from '../kit/principal.ts'
import { atStation, capture, commissioned, moment } from './factory.ts'
import { told } from './neighbours.ts'
import { describePlant } from './plant.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
})
afterAll(() => graph.stop())

const wrong = (event: object): object => ({ ...event, errorDeclaration: { declarationTime: moment(40) } })
const reads = (tag: string): Record<string, unknown> => ({ epcList: [`urn:epc:id:giai:0614141.${tag}`] })

const acknowledge = (input: object, as: As = {}): Promise<any> =>
  graph.ask(
    `mutation ($input: AcknowledgeProductionAlarmInput!) { acknowledgeProductionAlarm(input: $input) {
      __typename
      ... on AcknowledgeProductionAlarmSuccess { alarm { standing acknowledgedBy note } }
      ... on ProductionAlarmAcknowledged { message alarm { note } }
      ... on ProductionAlarmUnknown { message id }
    } }`,
    { input },
    as,
  )

const idsOf = async (filter: object): Promise<string[]> =>
  (
    await graph.data(
      `query ($filter: ProductionAlarmFilter) { productionAlarms(filter: $filter, first: 200) { nodes { id } } }`,
      { filter },
    )
  ).productionAlarms.nodes.map(({ id }: any) => id)

test('a person takes note of an alarm once; when it comes again it is to be acknowledged anew', async () => {
  const read = atStation('A8', 2, 'T-BODY', reads('stray'))
  await capture(graph, [commissioned('A8', 0), read])
  const [row] = await graph.sql(`select id from erp_adapter.production_alarm where production_number = 'A8'`)
  const input = { idempotencyKey: 'ack-1', id: row.id, note: 'A tag lay on the floor' }
  const success = {
    __typename: 'AcknowledgeProductionAlarmSuccess',
    alarm: { standing: true, acknowledgedBy: 'tester', note: input.note },
  }
  expect((await acknowledge(input)).data.acknowledgeProductionAlarm).toEqual(success)
  expect((await acknowledge(input)).data.acknowledgeProductionAlarm).toEqual(success)
  expect((await acknowledge({ ...input, idempotencyKey: 'ack-2' })).data.acknowledgeProductionAlarm).toEqual({
    __typename: 'ProductionAlarmAcknowledged',
    message: 'tester has taken note of the alarm before.',
    alarm: { note: input.note },
  })
  const none = { ...input, idempotencyKey: 'ack-3', id: 'alarm-none' }
  expect((await acknowledge(none)).data.acknowledgeProductionAlarm).toEqual({
    __typename: 'ProductionAlarmUnknown',
    message: 'There is no alarm alarm-none.',
    id: 'alarm-none',
  })
  const empty = await acknowledge({ ...input, idempotencyKey: 'ack-4', note: ' ' })
  expect(empty.errors[0].extensions.code).toBe('BAD_USER_INPUT')
  const agent = await acknowledge({ ...input, idempotencyKey: 'ack-5' }, { role: 'call-centre' })
  expect(agent.errors[0].extensions.code).toBe('FORBIDDEN')

  const open = { kinds: ['TAG_NOT_CARRIED'], standing: true, acknowledged: false }
  expect(await idsOf(open)).not.toContain(row.id)
  await capture(graph, [wrong(read)])
  await capture(graph, [atStation('A8', 3, 'T-BODY', reads('stray'))])
  expect(await idsOf(open)).toContain(row.id)
})

test('alarms are found by kind, plant and station, in pages', async () => {
  const ask = (filter: object, page: object = {}): Promise<any> =>
    graph.data(
      `query ($filter: ProductionAlarmFilter, $first: Int, $after: String) {
        productionAlarms(filter: $filter, first: $first, after: $after) {
          nodes { id kind station { id } productionOrder { productionNumber plant { id } } }
          pageInfo { hasNextPage endCursor }
        }
      }`,
      { filter, ...page },
    )
  const filter = { plant: 'PLANT-T', kinds: ['STATION_SKIPPED', 'AT_TWO_STATIONS'], station: 'T-PAINT' }
  await capture(
    graph,
    ['F1', 'F2', 'F3', 'F4'].flatMap(car => [commissioned(car, 0), atStation(car, 5, 'T-TRIM')]),
  )
  const { productionAlarms: all } = await ask(filter, { first: 200 })
  expect(all.nodes.map(({ productionOrder }: any) => productionOrder.productionNumber).toSorted()).toEqual([
    'F1',
    'F2',
    'F3',
    'F4',
  ])
  for (const node of all.nodes) {
    expect(filter.kinds).toContain(node.kind)
    expect(node).toMatchObject({ station: { id: 'T-PAINT' }, productionOrder: { plant: { id: 'PLANT-T' } } })
  }
  const { productionAlarms: first } = await ask(filter, { first: 2 })
  const { productionAlarms: rest } = await ask(filter, { first: 200, after: first.pageInfo.endCursor })
  expect([...first.nodes, ...rest.nodes]).toEqual(all.nodes)
  expect(await idsOf({ plant: 'PLANT-NONE' })).toEqual([])
  expect(await idsOf({ kinds: [] })).toEqual([])
  const sent = await graph.statementsOf(() => ask(filter, { first: 200 }))
  expect(sent.filter(text => text.startsWith('erp_adapter:'))).toHaveLength(4)
})

test('an alarm is told as it is raised and cleared, and events that change none tell nothing', async () => {
  const socket = createClient({
    url: `${graph.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  })
  const news = socket.iterate<any>({
    query: `subscription { productionAlarms(plant: "PLANT-T", kinds: [STATION_SKIPPED]) {
      standing station { id } productionOrder { productionNumber }
    } }`,
  })
  const first = news.next()
  await new Promise(resolve => setTimeout(resolve, 300))
  const skipping = [commissioned('A9', 0), atStation('A9', 1, 'T-BODY'), atStation('A9', 5, 'T-TRIM')]
  await capture(graph, skipping)
  const tell = (standing: boolean): object => ({
    standing,
    station: { id: 'T-PAINT' },
    productionOrder: { productionNumber: 'A9' },
  })
  expect((await first).value.data.productionAlarms).toEqual(tell(true))
  await capture(graph, skipping)
  await capture(graph, [atStation('A9', 6, 'T-TRIM'), atStation('A9', 3, 'T-PAINT')])
  expect((await news.next()).value.data.productionAlarms).toEqual(tell(false))
  await news.return?.()
  await socket.dispose()
  expect((await told(graph, 'erp.ProductionAlarmChanged', 'A9')).map(({ standing }) => standing)).toEqual([true, false])
})
