import { createHash } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { memoryBuckets } from '../../../gateway/rates/memory-buckets.ts'
import { startSmallGraph, type SmallGraph } from '../small-graph.ts'

let now = 0
let graph: SmallGraph | undefined
afterEach(async () => graph?.stop())

const start = async (burst: number, perSecond: number): Promise<void> => {
  now = 0
  const buckets = memoryBuckets({ allowance: { burst, perSecond }, clock: () => now })
  const parts = {
    shop: {
      typeDefs: 'type Query { one: Item } type Item { id: ID }',
      resolvers: { Query: { one: () => ({ id: 'i' }) } },
    },
  }
  graph = await startSmallGraph(parts, { buckets })
}

async function ask(query: string, role = 'developer', extensions?: object): Promise<Response> {
  return fetch(graph?.url ?? '', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'autograph-role': role },
    body: JSON.stringify({ query, extensions }),
  })
}

test('who has spent all is refused with 429 and when to come again, and nothing is asked', async () => {
  await start(3, 1)
  const many = '{ a: one { id } b: one { id } }'
  expect((await ask(many)).status).toBe(200)
  const asked = graph?.asked.length
  const refused = await ask(many)
  expect(refused.status).toBe(429)
  expect(refused.headers.get('retry-after')).toBe('1')
  expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED', retryAfter: 1 } }] })
  expect(graph?.asked).toHaveLength(asked ?? 0)
  now = 999
  expect((await ask(many)).status).toBe(429)
  now = 1001
  expect((await ask(many)).status).toBe(200)
})

test('a persisted query is refused in the same way', async () => {
  await start(1, 1)
  const query = '{ one { id } }'
  const sha256Hash = createHash('sha256').update(query).digest('hex')
  const persisted = { persistedQuery: { version: 1, sha256Hash } }
  expect((await ask(query, 'developer', persisted)).status).toBe(200)
  const refused = await ask(query, 'developer', persisted)
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1'])
  const { errors }: any = await refused.json()
  expect(errors).toEqual([{ message: expect.any(String), extensions: { code: 'RATE_LIMITED', retryAfter: 1 } }])
})

test('each client has his own allowance', async () => {
  await start(1, 1)
  expect((await ask('{ one { id } }')).status).toBe(200)
  expect((await ask('{ one { id } }', 'factory')).status).toBe(200)
  expect((await ask('{ one { id } }')).status).toBe(429)
})

test('a hundred aliases spend a hundred', async () => {
  await start(150, 1)
  const text = `{ ${Array.from({ length: 100 }, (_, index) => `a${index}: one { id }`).join(' ')} }`
  expect((await ask(text)).status).toBe(200)
  const refused = await ask(text)
  expect(refused.headers.get('retry-after')).toBe('50')
})

test('what costs nothing costs one, and what is refused before it is read costs nothing', async () => {
  await start(2, 1)
  expect((await ask('{ none }')).status).toBe(400)
  expect((await ask('{ __typename }')).status).toBe(200)
  expect((await ask('{ __typename }')).status).toBe(200)
  expect((await ask('{ __typename }')).status).toBe(429)
})
