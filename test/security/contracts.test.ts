import { getIntrospectionQuery } from 'graphql'
import { createClient } from 'graphql-ws'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { headersOf } from '#platform/identity/development-headers.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { aPrincipal, type As } from '../kit/principal.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
})
afterAll(async () => graph.stop())

const scopes = ['vehicles', 'production', 'people', 'service', 'marketing']
const audiences = {
  public: { role: 'anonymous' },
  customer: { role: 'customer', customerId: 'C1' },
  dealer: { role: 'dealer-service', dealerId: 'D1' },
  factory: { role: 'factory' },
  integrator: { role: 'integrator', scopes },
  staff: { role: 'call-centre' },
} satisfies Record<string, As>
type Audience = keyof typeof audiences
const names = Object.keys(audiences) as Audience[]

interface Shown {
  /** Such as `Query.vehicle`. */
  readonly roots: ReadonlySet<string>
  readonly types: ReadonlySet<string>
}

async function shownTo(as: As): Promise<Shown> {
  const { __schema: schema } = await graph.data(getIntrospectionQuery({ descriptions: false }), {}, as)
  const roots = new Set([schema.queryType, schema.mutationType, schema.subscriptionType].map(root => root?.name))
  return {
    roots: new Set(
      schema.types
        .filter(({ name }: any) => roots.has(name))
        .flatMap(({ name, fields }: any) => fields.map((field: any) => `${name}.${field.name}`)),
    ),
    types: new Set(schema.types.map(({ name }: any) => name)),
  }
}

/** What a text is answered as it came, byte by byte. */
async function bytes(query: string, as: As): Promise<string> {
  const response = await fetch(`${graph.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headersOf(aPrincipal(as)) },
    body: JSON.stringify({ query }),
  })
  return `${response.status} ${[...response.headers.keys()].join()} ${await response.text()}`
}

test('each audience is shown the roots that are made for it, and no others', async () => {
  const shown = await Promise.all(names.map(async name => shownTo(audiences[name])))
  const all = [...(await shownTo({})).roots].toSorted()
  const table = all.map(root => `${root}: ${names.filter((_, index) => shown[index]?.roots.has(root)).join(' ')}\n`)
  await expect(table.join('')).toMatchFileSnapshot('contracts.txt')
})

test('a developer is shown what no audience has alone', async () => {
  expect((await shownTo({})).roots).toEqual((await shownTo(audiences.staff)).roots)
})

test('types to which nothing leads an audience are not there for it', async () => {
  const hidden = ['Customer', 'Lead', 'RetailSale', 'Case', 'Campaign', 'RegisterCustomerInput']
  const of = async (name: Audience, types: readonly string[]) => {
    const shown = await shownTo(audiences[name])
    return types.filter(type => shown.types.has(type))
  }
  expect(await of('factory', hidden)).toEqual([])
  expect(await of('dealer', hidden)).toEqual(hidden)
  expect(await of('customer', ['MaterialPlan', 'KeptApartEvent', 'Segment', 'RoutingRule'])).toEqual([])
  expect(await of('public', ['Vehicle', 'ProductionOrder', ...hidden])).toEqual([])
})

test.each(names)('every root that is not made for %s is answered as one that does not exist', async name => {
  const as = audiences[name]
  const { roots } = await shownTo(as)
  const hidden = [...(await shownTo({})).roots].filter(root => !roots.has(root))
  const asked = hidden.map(root => root.split('.') as [string, string])
  for (const [type, field] of asked) {
    const text = await bytes(`${type.toLowerCase()} { ${field} }`, as)
    const { errors } = JSON.parse(text.slice(text.indexOf('{')))
    expect(errors).toHaveLength(1)
    expect(errors[0].extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED' })
    const [message, suggested = ''] = errors[0].message.split(' Did you mean ')
    expect([
      `Cannot query field "${field}" on type "${type}".`,
      `The ${type.toLowerCase()} operation is not supported by the schema.`,
    ]).toContain(message)
    for (const [, other] of suggested.matchAll(/"(\w+)"/g)) expect(roots).toContain(`${type}.${other}`)
  }
  expect(hidden.length > 0).toBe(name !== 'staff')
})

test.each<[string, Audience, string, string]>([
  ['a root', 'factory', '{ customers { nodes { id } } }', 'customers'],
  ['a change', 'customer', 'mutation { planMaterial { __typename } }', 'planMaterial'],
  ['a change, with none at all', 'public', 'mutation { planMaterial { __typename } }', 'planMaterial'],
  ['a subscription', 'factory', 'subscription { requestMoved { id } }', 'requestMoved'],
  ['a field', 'factory', '{ vehicles { nodes { vin serviceOrders { nodes { id } } } } }', 'serviceOrders'],
  ['a type in a fragment', 'factory', '{ vehicles { nodes { ... on Customer { id } } } }', 'Customer'],
  [
    'the type of a variable',
    'factory',
    'query ($a: MergeCustomersInput) { dealers { nodes { id } } }',
    'MergeCustomersInput',
  ],
  [
    'a root in another operation of the text',
    'factory',
    'query { dealers { nodes { id } } } query b { customers { nodes { id } } }',
    'customers',
  ],
])('%s that is not there is answered byte by byte as one that never was', async (_, name, query, hidden) => {
  const never = 'q'.repeat(hidden.length)
  const as = audiences[name]
  const answer = await bytes(query, as)
  expect(answer).toMatch(/^400 /)
  expect(answer.replaceAll(hidden, never)).toBe(await bytes(query.replaceAll(hidden, never), as))
})

test('what was asked by one who is shown it is not there for the next who is not', async () => {
  const query = '{ customers { nodes { id } } }'
  for (const [name, status] of [
    ['dealer', 200],
    ['factory', 400],
    ['staff', 200],
    ['public', 400],
  ] as const)
    expect(await bytes(query, audiences[name])).toMatch(new RegExp(`^${status} `))
})

test('over a WebSocket and as a persisted query it is no more there', async () => {
  const query = '{ customers { nodes { id } } }'
  const expected = { message: 'Cannot query field "customers" on type "Query".' }
  const headers = headersOf(aPrincipal(audiences.factory))
  const client = createClient({
    url: graph.url.replace('http', 'ws') + '/graphql',
    webSocketImpl: WebSocket,
    connectionParams: headers,
  })
  await expect(client.iterate({ query }).next()).rejects.toMatchObject([expected])
  await client.dispose()
  const response = await fetch(`${graph.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({
      query,
      extensions: { persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') } },
    }),
  })
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({
    errors: [{ ...expected, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
  })
})
