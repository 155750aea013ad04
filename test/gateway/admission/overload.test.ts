import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startSmallGraph, type SmallGraph } from '../small-graph.ts'

let graph: SmallGraph
let release: PromiseWithResolvers<string>
let begun = 0
beforeEach(async () => {
  release = Promise.withResolvers()
  begun = 0
  const slow = (): Promise<string> => {
    begun++
    return release.promise
  }
  graph = await startSmallGraph(
    {
      shop: { typeDefs: 'type Query { slow: String  fast: String }', resolvers: { Query: { slow, fast: () => 'f' } } },
    },
    { admission: { most: 10 } },
  )
})
afterEach(async () => {
  release.resolve('done')
  await graph.stop()
})

async function ask(
  query: string,
  role: string,
  extensions?: object,
): Promise<{ status: number; again: string | null; code: unknown }> {
  const response = await fetch(graph.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'autograph-role': role },
    body: JSON.stringify({ query, extensions }),
  })
  const body: any = await response.json()
  return { status: response.status, again: response.headers.get('retry-after'), code: body.errors?.[0].extensions.code }
}

/** So many requests that are not answered before `release`; resolves when all are under way. */
async function fill(role: string, count: number): Promise<{ readonly answers: Promise<unknown[]> }> {
  const before = begun
  const asked = Array.from({ length: count }, async () => ask('{ slow }', role))
  await expect.poll(() => begun).toBe(before + count)
  return { answers: Promise.all(asked) }
}

const refused = { status: 503, again: '1', code: 'OVERLOADED' }
const answered = { status: 200, again: null, code: undefined }

test('the fuller it is the fewer are let in: integrators wait first, then portals, plants last', async () => {
  await fill('integrator', 4)
  expect(await ask('{ fast }', 'integrator')).toEqual(refused)
  expect(await ask('{ fast }', 'call-centre')).toEqual(answered)
  await fill('call-centre', 4)
  expect(await ask('{ fast }', 'call-centre')).toEqual(refused)
  expect(await ask('{ fast }', 'factory')).toEqual(answered)
  await fill('factory', 2)
  expect(await ask('{ fast }', 'factory')).toEqual(refused)
})

test('whoever was refused is let in once there is room again, and nobody under way is lost', async () => {
  const { answers } = await fill('call-centre', 8)
  expect(await ask('{ fast }', 'call-centre')).toEqual(refused)
  release.resolve('done')
  expect(await answers).toEqual(Array.from({ length: 8 }, () => answered))
  expect(await ask('{ fast }', 'call-centre')).toEqual(answered)
})

test('a persisted query is refused in the same way', async () => {
  await fill('integrator', 4)
  const sha256Hash = createHash('sha256').update('{ fast }').digest('hex')
  const persisted = { persistedQuery: { version: 1, sha256Hash } }
  expect(await ask('{ fast }', 'integrator', persisted)).toEqual(refused)
  expect(await ask('{ fast }', 'call-centre', persisted)).toEqual(answered)
})

test('a request that fails leaves its place', async () => {
  for (let index = 0; index < 20; index++) expect(await ask('{ none }', 'integrator')).toMatchObject({ status: 400 })
  expect(await ask('{ fast }', 'integrator')).toEqual(answered)
})
