import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { call, day, named, released, scheduled } from './material-plant.ts'
import { describePlant } from './plant.ts'
import { startSupplierServer, supplierSecret, type SupplierServer } from './supplier-server.ts'

let graph: TestGraph
let server: SupplierServer
beforeAll(async () => {
  graph = await startGraph()
  server = await startSupplierServer()
  await describePlant(graph)
  await scheduled(graph, 10)
})
afterAll(async () => {
  await graph.stop()
  await server.stop()
})

beforeEach(async () => {
  // What an earlier test left is none of the next one's.
  await graph.sql(`truncate erp_adapter.material_delivery`)
  server.got.length = 0
})

/** Suppliers of one part each, who are sent plans at paths of their names. */
async function supplied(...ids: readonly string[]): Promise<void> {
  await call(graph, 'setSupply', {
    suppliers: ids.map(id => ({ id, nameZh: id, nameEn: id, endpoint: `${server.url}/${id}`, secret: supplierSecret })),
    parts: ids.map(id => named(`PART-${id}`)),
    supplies: ids.map(id => ({ partNumber: `PART-${id}`, supplierId: id, leadDays: 3 })),
    bills: [{ modelCode: 'ENV', lines: ids.map(id => ({ partNumber: `PART-${id}`, quantity: '2' })) }],
  })
}

async function deliveriesOf(id: string): Promise<Map<string, any>> {
  const { materialPlan } = await graph.data(
    `query ($id: ID!) { materialPlan(id: $id) { deliveries {
      supplier { id } webhookId state attempts failure nextAttemptAt deliveredAt givenUpAt
    } } }`,
    { id },
  )
  return new Map(materialPlan.deliveries.map((each: any) => [each.supplier.id, each]))
}

/** Waits until a plan's delivery to a supplier is as it shall be. */
const until = (id: string, supplier: string, shape: object): Promise<void> =>
  vi.waitFor(async () => expect((await deliveriesOf(id)).get(supplier)).toMatchObject(shape), 25_000)

test('a supplier who hangs delays none of the others, and no transaction is open while he is waited for', async () => {
  await supplied('hangs', 'a', 'b', 'c')
  server.answer('/hangs', 'hang')
  const id = await released(graph)
  await vi.waitFor(() => expect(new Set(server.got.map(({ path }) => path)).size).toBe(4), 8000)
  for (const other of ['a', 'b', 'c']) await until(id, other, { state: 'DELIVERED', attempts: 0, failure: null })
  const waiting = await deliveriesOf(id)
  expect(waiting.get('hangs')).toMatchObject({ state: 'WAITING', attempts: 0, deliveredAt: null })
  expect(
    await graph.sql(
      `select query from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
    ),
  ).toEqual([])
  await until(id, 'hangs', { attempts: 1, failure: 'It did not answer within 10 seconds.' })
  await until(id, 'hangs', { state: 'DELIVERED', webhookId: `${id}:hangs`, nextAttemptAt: null })
  const sent = server.got.filter(({ path }) => path === '/hangs')
  expect(sent.map(({ id: webhookId, verdict }) => [webhookId, verdict])).toEqual([
    [`${id}:hangs`, 'valid'],
    [`${id}:hangs`, 'valid'],
  ])
  expect(sent[1]?.body).toEqual(sent[0]?.body)
}, 60_000)

test('what fails is sent again under its id, as late as the supplier asks; 410 ends it at once', async () => {
  await supplied('fails', 'breaks', 'busy', 'later', 'gone', 'elsewhere')
  server.answer('/fails', 500)
  server.answer('/breaks', 'reset')
  server.answer('/busy', [429, { 'retry-after': '600' }])
  server.answer('/later', [503, { 'retry-after': new Date(Date.now() + 900_000).toUTCString() }])
  server.answer('/gone', 410)
  server.answer('/elsewhere', [302, { location: `${server.url}/a` }])
  const id = await released(graph)
  const rest = async (supplier: string): Promise<number> =>
    (Date.parse((await deliveriesOf(id)).get(supplier).nextAttemptAt) - Date.now()) / 1000
  await until(id, 'busy', { state: 'WAITING', attempts: 1, failure: 'It answered 429.' })
  expect(await rest('busy')).toSatisfy((seconds: number) => seconds > 580 && seconds <= 600)
  await until(id, 'later', { state: 'WAITING', attempts: 1, failure: 'It answered 503.' })
  expect(await rest('later')).toSatisfy((seconds: number) => seconds > 880 && seconds <= 900)
  await until(id, 'gone', { state: 'GIVEN_UP', attempts: 1, nextAttemptAt: null })
  await until(id, 'fails', { state: 'DELIVERED', attempts: 1, failure: null })
  await until(id, 'breaks', { state: 'DELIVERED', attempts: 1, failure: null })
  await until(id, 'elsewhere', { state: 'DELIVERED', attempts: 1, failure: null })
  expect(server.got.filter(({ path }) => path === '/a')).toEqual([])
  expect(server.got.filter(({ path }) => path === '/breaks').map(got => got.id)).toEqual([
    `${id}:breaks`,
    `${id}:breaks`,
  ])
  expect(server.got.filter(({ path }) => path === '/gone')).toHaveLength(1)
}, 60_000)

test('what was sent in vain too often is listed with its reason, and sent again when someone says so', async () => {
  await supplied('down', 'gone')
  server.answer('/down', 500)
  server.answer('/gone', 410)
  const id = await released(graph)
  await until(id, 'down', { state: 'DELIVERED', attempts: 1 })
  // Sixteen attempts take six hours: the last one is at hand.
  server.answer('/down', 500, 500)
  const next = await released(graph)
  await graph.sql(
    `update erp_adapter.material_delivery set attempts = 15 where plan_id = $1 and supplier_id = 'down'`,
    [next],
  )
  await until(next, 'down', { state: 'GIVEN_UP', attempts: 16, failure: 'It answered 500.' })
  const list = (args = ''): Promise<any> =>
    graph.data(`{ givenUpMaterialDeliveries${args} {
      nodes { plan { id } supplier { id } attempts failure givenUpAt } pageInfo { hasNextPage endCursor }
    } }`)
  await until(next, 'gone', { state: 'DELIVERED' })
  const { givenUpMaterialDeliveries: all } = await list()
  expect(all.nodes).toEqual([
    expect.objectContaining({ plan: { id: next }, supplier: { id: 'down' }, failure: 'It answered 500.' }),
    expect.objectContaining({
      plan: { id },
      supplier: { id: 'gone' },
      failure: 'It answered 410: it wants no more plans there.',
    }),
  ])
  const { givenUpMaterialDeliveries: first } = await list('(first: 1)')
  expect(first.pageInfo.hasNextPage).toBe(true)
  const { givenUpMaterialDeliveries: second } = await list(`(first: 1, after: "${first.pageInfo.endCursor}")`)
  expect([...first.nodes, ...second.nodes]).toEqual(all.nodes)
  const { givenUpMaterialDeliveries: own } = await list('(supplierId: "gone")')
  expect(own.nodes).toEqual([all.nodes[1]])

  server.answer('/down', 200)
  const retry = { planId: next, supplierId: 'down' }
  expect(await call(graph, 'retryMaterialDelivery', retry)).toEqual({ __typename: 'RetryMaterialDeliverySuccess' })
  await until(next, 'down', { state: 'DELIVERED', givenUpAt: null, attempts: 0 })
  expect(await call(graph, 'retryMaterialDelivery', retry, '... on MaterialDeliveryNotGivenUp { message }')).toEqual({
    __typename: 'MaterialDeliveryNotGivenUp',
    message: `No delivery of ${next} to down was given up.`,
  })
  const asAgent = await graph.ask('{ givenUpMaterialDeliveries { nodes { failure } } }', {}, { role: 'call-centre' })
  expect(asAgent.errors?.[0]).toMatchObject({ extensions: { code: 'FORBIDDEN' } })
}, 60_000)

test('a supplier gets his own lines alone, with the day on which each is needed', async () => {
  await supplied('a', 'b')
  const id = await released(graph)
  await until(id, 'a', { state: 'DELIVERED' })
  const own = server.got.find(({ path }) => path === '/a')
  expect(own?.body).toMatchObject({ plan: id, plant: 'PLANT-T', supplier: 'a' })
  expect(own?.body.lines).toEqual([
    { line: 1, part: 'PART-a', unit: 'PCE', quantity: '2.000', needOn: day(10), orderBy: day(7) },
  ])
})
