import { createHash } from 'node:crypto'
import { auditServer } from 'graphql-http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSmallGraph, type SmallGraph } from './small-graph.ts'

let graph: SmallGraph
let changes = 0

beforeAll(async () => {
  graph = await startSmallGraph({
    cars: {
      typeDefs: 'type Query { car: String } type Mutation { paint: Int }',
      resolvers: { Query: { car: () => 'red' }, Mutation: { paint: () => ++changes } },
    },
  })
})
afterAll(() => graph.stop())

const post = (body: string, headers: Record<string, string>) => fetch(graph.url, { method: 'POST', headers, body })

const json = { 'content-type': 'application/json' }

const get = (parameters: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${graph.url}?${new URLSearchParams(parameters).toString()}`, { headers })

/** What is to be known of an answer: its status, its type and its errors' codes. */
async function told(response: Response) {
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] }
  return {
    status: response.status,
    type: response.headers.get('content-type')?.split(';')[0],
    ...(data === undefined ? {} : { data }),
    ...(errors === undefined ? {} : { codes: errors.map(({ extensions }) => extensions.code) }),
  }
}

test('every one of the 61 audits of GraphQL over HTTP is passed', async () => {
  const results = await auditServer({ url: graph.url })
  expect(results.filter(({ status }) => status !== 'ok')).toEqual([])
  expect(results).toHaveLength(61)
})

test('a query is answered by GET, with its variables', async () => {
  const answer = await get({ query: 'query Q($yes: Boolean!) { car @include(if: $yes) }', variables: '{"yes":true}' })
  expect(await told(answer)).toEqual({ status: 200, type: 'application/json', data: { car: 'red' } })
})

test('a mutation by GET is refused and nothing is changed', async () => {
  const answer = await get({ query: 'mutation { paint }' })
  expect(answer.headers.get('allow')).toBe('POST')
  expect(await told(answer)).toEqual({ status: 405, type: 'application/json', codes: ['BAD_REQUEST'] })
  expect(changes).toBe(0)
})

test('what a page of another site can send without asking is refused', async () => {
  const mutation = JSON.stringify({ query: 'mutation { paint }' })
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
    const answer = await post(mutation, { 'content-type': type })
    expect([400, 415], type).toContain(answer.status)
    expect((await told(answer)).codes, type).toEqual(['BAD_REQUEST'])
  }
  const query = { query: '{ car }' }
  const elsewhere = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://elsewhere.example' },
    { origin: 'null' },
    { 'content-type': 'text/plain' },
  ]
  for (const headers of elsewhere)
    expect(await told(await get(query, headers as never))).toEqual({
      status: 400,
      type: 'application/json',
      codes: ['BAD_REQUEST'],
    })
  expect({ changes, asked: graph.asked.filter(text => text.includes('paint')) }).toEqual({ changes: 0, asked: [] })
  expect(await told(await get(query, { 'sec-fetch-site': 'same-origin' }))).toMatchObject({ data: { car: 'red' } })
})

test('an operation name that the document does not have is the client’s error, on every path', async () => {
  const body = JSON.stringify({ query: 'query One { car }', operationName: 'Two' })
  const codes = ['OPERATION_RESOLUTION_FAILURE']
  expect(await told(await post(body, json))).toEqual({ status: 400, type: 'application/json', codes })
  expect(await told(await post(body, { ...json, accept: 'application/json' }))).toMatchObject({ status: 200, codes })
  expect(await told(await post(body, { ...json, accept: 'application/graphql-response+json' }))).toEqual({
    status: 400,
    type: 'application/graphql-response+json',
    codes,
  })
  // The hash of a persisted query takes Apollo Server's path.
  const sha256Hash = createHash('sha256').update('query One { car }').digest('hex')
  const persisted = JSON.stringify({ ...JSON.parse(body), extensions: { persistedQuery: { version: 1, sha256Hash } } })
  expect(await told(await post(persisted, json))).toEqual({ status: 400, type: 'application/json', codes })
})

test('a media type that we do not speak is 406', async () => {
  const answer = await post(JSON.stringify({ query: '{ car }' }), { ...json, accept: 'text/html' })
  expect(await told(answer)).toEqual({ status: 406, type: 'application/json', codes: ['BAD_REQUEST'] })
})
