import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from 'graphql-ws'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import { addDocuments, documentIdOf, readDocuments } from '../../../gateway/documents/document-file.ts'
import { runCommand } from '../../kit/program.ts'
import { startSmallGraph, type SmallGraph } from '../small-graph.ts'

const text = 'query Named($by: Int) { twice(by: $by) }'
const id = documentIdOf(text)
const other = '{ once }'

let graph: SmallGraph
afterEach(async () => graph.stop())
const start = async (only: boolean): Promise<void> => {
  graph = await startSmallGraph(
    {
      one: {
        typeDefs: 'type Query { once: Int  twice(by: Int): Int }',
        resolvers: { Query: { once: () => 1, twice: (_: unknown, { by }: { by: number }) => 2 * by } },
      },
    },
    { documents: { registered: new Map([[id, text]]), only } },
  )
}

async function post(body: Readonly<Record<string, unknown>>): Promise<{ status: number; body: any }> {
  const response = await fetch(graph.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: await response.json() }
}
const twice = { status: 200, body: { data: { twice: 6 } } }
const refused = { status: 400, body: { errors: [{ extensions: { code: 'DOCUMENT_UNKNOWN' } }] } }
const persistedQuery = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: documentIdOf(text) } })

test.each([true, false])('an operation is taken by its id, where only registered ones are: %s', async only => {
  await start(only)
  const variables = { by: 3 }
  expect(await post({ documentId: id, variables })).toEqual(twice)
  expect(await post({ documentId: `sha256:${id}`, variables })).toEqual(twice)
  expect(await post({ extensions: persistedQuery(text), variables })).toEqual(twice)
  expect(await post({ query: text, variables })).toEqual(twice)
  const address = `${graph.url}?documentId=${id}&variables=${encodeURIComponent('{"by":3}')}`
  const got = await fetch(address, { headers: { 'apollo-require-preflight': 'yes' } })
  expect(await got.json()).toEqual(twice.body)
})

test('where only registered ones are taken, all others are refused before they are read', async () => {
  await start(true)
  expect(await post({ query: other })).toMatchObject(refused)
  expect(await post({ query: `${text} ` })).toMatchObject(refused)
  expect(await post({ query: '{'.repeat(50_000) })).toMatchObject(refused)
  expect(await post({ query: '{ __schema { queryType { name } } }' })).toMatchObject(refused)
  expect(await post({ documentId: documentIdOf(other) })).toMatchObject(refused)
  expect(await post({ query: other, extensions: persistedQuery(other) })).toMatchObject(refused)
  expect(await post({ documentId: 'constructor' })).toMatchObject(refused)
  expect(await post({ documentId: 7, query: other })).toMatchObject(refused)
  expect(graph.asked).toEqual([])
})

test('the id decides, whatever text comes with it', async () => {
  await start(true)
  expect(await post({ documentId: id, query: other, variables: { by: 3 } })).toEqual(twice)
  expect(await post({ extensions: persistedQuery(text), query: other, variables: { by: 3 } })).toEqual(twice)
})

test('where any is taken, texts and persisted queries of clients are, but no id that is not known', async () => {
  await start(false)
  expect(await post({ query: other })).toEqual({ status: 200, body: { data: { once: 1 } } })
  expect(await post({ documentId: documentIdOf(other) })).toMatchObject(refused)
  expect((await post({ extensions: persistedQuery(other) })).body.errors[0].extensions.code).toBe(
    'PERSISTED_QUERY_NOT_FOUND',
  )
  expect((await post({ query: other, extensions: persistedQuery(other) })).body).toMatchObject({ data: { once: 1 } })
})

test('a WebSocket takes no more than HTTP does', async () => {
  await start(true)
  const client = createClient({ url: graph.url.replace('http', 'ws'), retryAttempts: 0 })
  onTestFinished(async () => client.dispose())
  const ask = async (query: string, extensions = {}): Promise<unknown> => {
    for await (const result of client.iterate({ query, extensions, variables: { by: 3 } })) return result
    return undefined
  }
  expect(await ask('', persistedQuery(text))).toEqual(twice.body)
  await expect(ask(other)).rejects.toMatchObject([{ extensions: { code: 'DOCUMENT_UNKNOWN' } }])
})

test('a registry whose text is not what its id means is refused', async () => {
  await start(false)
  const folder = mkdtempSync(join(tmpdir(), 'autograph-documents-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'documents.json')
  expect(addDocuments(file, [text, other])).toEqual([id, documentIdOf(other)])
  expect(addDocuments(file, [text])).toEqual([id])
  expect(readDocuments(file)).toEqual(
    new Map([
      [id, text],
      [documentIdOf(other), other],
    ]),
  )
  writeFileSync(file, JSON.stringify({ [id]: other }))
  expect(() => readDocuments(file)).toThrow('another text')
  writeFileSync(file, '[]')
  expect(() => readDocuments(file)).toThrow('no operations')
  expect(() => readDocuments(join(folder, 'none.json'))).toThrow('There is no file')
})

test('the command registers what is valid over the graph, and nothing when one is not', async () => {
  await start(false)
  const folder = mkdtempSync(join(tmpdir(), 'autograph-documents-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const [good, bad, registry] = ['good.graphql', 'bad.graphql', 'documents.json'].map(name => join(folder, name))
  writeFileSync(good ?? '', '{ vehicleModels { nodes { code } } }')
  writeFileSync(bad ?? '', '{ nonesuch }')
  const run = async (...files: string[]) =>
    runCommand('documents', ['register', ...files, '--registry', registry ?? '']).ended
  expect(await run(good ?? '', bad ?? '')).toBe(1)
  expect(() => readFileSync(registry ?? '')).toThrow('no such file')
  expect(await run(good ?? '')).toBe(0)
  expect([...readDocuments(registry ?? '').values()]).toEqual(['{ vehicleModels { nodes { code } } }'])
})
