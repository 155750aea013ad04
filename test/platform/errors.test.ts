import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'

let graph: TestGraph
beforeAll(async () => void (graph = await startGraph()))
afterAll(() => graph.stop())

interface Reply {
  readonly status: number
  readonly type: string | null
  readonly body: any
}

async function send(body: unknown, headers: Record<string, string> = {}, path = '/graphql'): Promise<Reply> {
  const response = await fetch(graph.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: response.status, type: response.headers.get('content-type'), body: await response.json() }
}

const refused = (code: string, message: string | RegExp) => [
  expect.objectContaining({
    message: expect.stringMatching(message),
    extensions: expect.objectContaining({ code }),
  }),
]

test('a query that is no GraphQL or asks for what is not there is refused whole', async () => {
  expect(await send({ query: '{ vehicle' })).toMatchObject({
    status: 400,
    body: { errors: refused('GRAPHQL_PARSE_FAILED', 'Syntax Error') },
  })
  const unknown = await send({ query: '{ vehicle(vin: "WBA3A5C55CF256789") { wheels } }' })
  expect(unknown).toMatchObject({
    status: 400,
    body: { errors: refused('GRAPHQL_VALIDATION_FAILED', 'Cannot query field "wheels" on type "Vehicle"') },
  })
  expect(await send({ query: '{ vehicle(vin: 5) { vin } }' })).toMatchObject({
    body: { errors: refused('BAD_USER_INPUT', 'VIN is written as text') },
  })
  expect(await send({})).toMatchObject({
    status: 400,
    body: { errors: refused('BAD_REQUEST', 'query must be a string') },
  })
})

test('a wrong VIN is refused with the reason, in the query and as a variable', async () => {
  const answers = await Promise.all([
    send({ query: '{ vehicle(vin: "WBA3A5C55") { vin } }' }),
    send({ query: 'query ($vin: VIN!) { vehicle(vin: $vin) { vin } }', variables: { vin: 'WBA3A5C55' } }),
  ])
  for (const { status, body } of answers) {
    expect(status).toBe(200)
    expect(body).toEqual({
      data: { vehicle: null },
      errors: refused('BAD_USER_INPUT', 'A VIN has 17 characters, "WBA3A5C55" has 9.'),
    })
  }
})

test('a page that cannot be is refused', async () => {
  expect(await graph.ask('{ vehicles(first: 0) { nodes { vin } } }')).toMatchObject({
    errors: refused('BAD_USER_INPUT', 'first is 0; it can be 1 to 200.'),
  })
  expect(await graph.ask('{ vehicles(after: "there") { nodes { vin } } }')).toMatchObject({
    errors: refused('CURSOR_INVALID', 'take endCursor of the page before'),
  })
  const foreign = Buffer.from(JSON.stringify(['a name', 'an id'])).toString('base64url')
  expect(
    await graph.ask('query ($after: String) { vehicles(after: $after) { nodes { vin } } }', { after: foreign }),
  ).toMatchObject({
    errors: refused('CURSOR_INVALID', 'a cursor of another list'),
  })
})

test('a role that is not known is refused whole', async () => {
  expect(await send({ query: '{ __typename }' }, { 'autograph-role': 'king' })).toEqual({
    status: 401,
    type: expect.stringContaining('application/json'),
    body: { errors: refused('UNAUTHENTICATED', 'Unknown role "king" in autograph-role; known are developer, ') },
  })
})

test('a body that is no JSON, or too large, is refused as a GraphQL client can read it', async () => {
  const type = 'application/json; charset=utf-8'
  expect(await send('{', {})).toEqual({ status: 400, type, body: { errors: refused('BAD_REQUEST', 'JSON') } })
  expect(await send({ query: `{ a${'a'.repeat(2e6)} }` })).toEqual({
    status: 413,
    type,
    body: { errors: refused('BAD_REQUEST', 'A body has at most 1048576 bytes.') },
  })
})

test('what is not GraphQL is refused with problem details', async () => {
  expect(await send({}, {}, '/nowhere')).toEqual({
    status: 404,
    type: 'application/problem+json; charset=utf-8',
    body: { type: 'about:blank', title: 'There is no POST /nowhere here.', status: 404 },
  })
})

test('what goes wrong on our side is masked, with a correlation id', async () => {
  await graph.sql('alter table erp_adapter.vehicle rename to hidden')
  const answer = await graph.ask('{ vehicles { nodes { vin } } }')
  await graph.sql('alter table erp_adapter.hidden rename to vehicle')
  expect(answer).toMatchObject({
    data: { vehicles: null },
    errors: [
      {
        message: 'Something went wrong on our side.',
        path: ['vehicles'],
        extensions: {
          code: 'INTERNAL_SERVER_ERROR',
          correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        },
      },
    ],
  })
})

test('a subgraph that is away takes its own fields alone', async () => {
  await graph.stopSubgraph('sales')
  expect(await graph.ask('{ vehicle(vin: "WBA3A5C55CF256789") { vin } dealer(id: "x") { name } }')).toEqual({
    data: { vehicle: null, dealer: { name: null } },
    errors: [
      {
        message: 'The subgraph "sales" cannot be reached.',
        path: ['dealer', 'name'],
        extensions: { code: 'SUBGRAPH_UNAVAILABLE', serviceName: 'sales' },
      },
    ],
  })
})
