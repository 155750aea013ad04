import { createClient } from 'graphql-ws'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { startSmallGraph, type SmallGraph } from '../small-graph.ts'

// Classes of faults that were published of federated gateways. Those that have a test of their own: prototype pollution
// and documents that are costly to read in ../hostile, directives that are walked around in ../authorisation, sharing
// between callers in ../sharing.test.ts, entities of another number than asked in ../faults, plans without end in
// ./late-plan.test.ts.

let graph: SmallGraph
beforeAll(async () => {
  const item = { id: 'i', name: 'n' }
  graph = await startSmallGraph(
    {
      shop: {
        typeDefs: `
          type Query { item: Item  secret: String @requiresScopes(scopes: [["people"]]) }
          type Subscription { ticks: Item }
          type Item @key(fields: "id") { id: ID!  name: String  items: [Item] }`,
        resolvers: {
          Query: { item: () => item, secret: () => 's' },
          Subscription: {
            ticks: {
              async *subscribe() {
                yield { ticks: item }
              },
            },
          },
        },
      },
    },
    { engine: { costLimit: 1000 } },
  )
})
afterAll(async () => graph.stop())

async function post(body: unknown, role = 'developer'): Promise<{ status: number; body: any }> {
  const response = await fetch(graph.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'autograph-role': role },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: await response.json() }
}

function overSocket(query: string): Promise<unknown> {
  const client = createClient({ url: graph.url.replace('http', 'ws'), retryAttempts: 0 })
  onTestFinished(async () => client.dispose())
  return client.iterate({ query }).next()
}

test('a subscription without a name is answered, over both transports', async () => {
  const { value }: any = await overSocket('subscription { ticks { name } }')
  expect(value).toEqual({ data: { ticks: { name: 'n' } } })
  const events = await fetch(graph.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: 'subscription { ticks { name } }' }),
  })
  expect(await events.text()).toContain('{"data":{"ticks":{"name":"n"}}}')
})

test('several operations in one body are refused as a whole: none gets another’s policy, and none goes uncounted', async () => {
  const { status, body } = await post([{ query: '{ item { id } }' }, { query: '{ secret }' }])
  expect(status).toBe(400)
  expect(body).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] })
})

test('two operations of one text are not taken for each other', async () => {
  const query = 'query A { item { id } } query B { item { name } }'
  expect((await post({ query, operationName: 'A' })).body).toEqual({ data: { item: { id: 'i' } } })
  expect((await post({ query, operationName: 'B' })).body).toEqual({ data: { item: { name: 'n' } } })
  expect((await post({ query, operationName: 'A' })).body).toEqual({ data: { item: { id: 'i' } } })
})

test('a plan that was made for one who may is not used for one who may not', async () => {
  expect((await post({ query: '{ secret }' })).body).toEqual({ data: { secret: 's' } })
  const denied = await post({ query: '{ secret }' }, 'integrator')
  expect(denied.body).toMatchObject({
    data: { secret: null },
    errors: [{ extensions: { code: 'UNAUTHORIZED_FIELD' } }],
  })
  expect((await post({ query: '{ secret }' })).body).toEqual({ data: { secret: 's' } })
})

const nested = (depth: number): string =>
  `${'{ item '.repeat(1)}${'{ items '.repeat(depth)}{ id }${' }'.repeat(depth + 1)}`

test.each([
  ['too deep', nested(100), 'OPERATION_TOO_DEEP'],
  [
    'too many aliases',
    `{ ${Array.from({ length: 600 }, (_, n) => `a${n}: __typename`).join(' ')} }`,
    'OPERATION_TOO_COMPLEX',
  ],
  ['too large', `{ item { id } } ${'#'.repeat(100_001)}`, 'OPERATION_TOO_LARGE'],
  ['too dear', nested(4), 'COST_LIMIT'],
])('what is %s is refused over a WebSocket and as events as it is by POST', async (_, query, code) => {
  expect((await post({ query })).body).toMatchObject({ errors: [{ extensions: { code } }] })
  await expect(overSocket(query)).rejects.toMatchObject([{ extensions: { code } }])
  const events = await fetch(graph.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query }),
  })
  expect(await events.text()).toContain(code)
})
