import { afterAll, beforeAll, expect, test } from 'vitest'
import { httpSource } from '../../../gateway/execution/http-source.ts'
import { callHeader, longestValidity, signatureOfCall, signingKey } from '#platform/identity/call-signature.ts'
import { callSigner } from '#platform/identity/call-signer.ts'
import { startTestGateway } from '../../kit/gateway.ts'
import { startGraph, type TestGraph } from '../../kit/graph.ts'
import { aPrincipal } from '../../kit/principal.ts'
import { secrets, signCall } from '../../kit/signed-source.ts'

let graph: TestGraph
beforeAll(async () => void (graph = await startGraph()))
afterAll(() => graph.stop())

const entities = '{ _entities(representations: [{ __typename: "Customer", id: "c-1" }]) { __typename } }'
const bodyOf = (query: string): string => JSON.stringify({ query })
const call = { to: 'customer', method: 'POST', path: '/graphql', body: bodyOf(entities) }

/** What the customer subgraph answers to a request that isn't the gateway's. */
async function send(headers: Record<string, string>, body = call.body, path = call.path) {
  const url = graph.subgraphUrl('customer') + path
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  })
  return { status: response.status, body: await response.text() }
}

const refused = {
  status: 401,
  body: JSON.stringify({
    code: 'UNAUTHENTICATED',
    type: 'about:blank',
    title: 'Only the gateway may ask here.',
    status: 401,
  }),
}

/** A header as the gateway writes it, but with a stamp of the test's own. */
function stamped({
  expires = Math.floor(Date.now() / 1000) + 30,
  number = 1,
  principal = JSON.stringify(aPrincipal()),
  secret = secrets[0],
  sender = 'aaaaaaaaaaaaaaaa',
  covered = call,
} = {}): string {
  const stamp = `v1.${expires}.${sender}.${number}.${Buffer.from(principal).toString('base64url')}`
  return `${stamp}.${signatureOfCall(signingKey(secret), covered, stamp).toString('base64url')}`
}

test.each([entities, '{ _service { sdl } }', '{ __typename }', '{ __schema { queryType { name } } }'])(
  'a subgraph answers %j to the gateway alone',
  async query => {
    const body = bodyOf(query)
    expect(await send({}, body)).toEqual(refused)
    expect(await send({ 'autograph-role': 'developer', 'autograph-name': 'gateway' }, body)).toEqual(refused)
    expect(await send({ authorization: 'Bearer e30.e30.e30' }, body)).toEqual(refused)
    expect(await send({ accept: 'text/event-stream' }, body)).toEqual(refused)
    expect((await send({ [callHeader]: signCall({ ...call, body }, aPrincipal()) }, body)).status).toBe(200)
  },
)

test('nor is it asked by GET or with what is no JSON', async () => {
  const path = `/graphql?query=${encodeURIComponent('{ __typename }')}`
  const headers = { 'apollo-require-preflight': 'yes' }
  expect((await fetch(graph.subgraphUrl('customer') + path, { headers })).status).toBe(401)
  expect(await send({ 'content-type': 'text/plain' })).toEqual(refused)
  expect(await send({}, '{ no JSON')).toEqual(refused)
})

test('a signature is good once, for up to a minute', async () => {
  const now = Math.floor(Date.now() / 1000)
  const headers = { [callHeader]: stamped({ number: 7 }) }
  expect((await send(headers)).status).toBe(200)
  expect(await send(headers)).toEqual(refused)
  expect(await send({ [callHeader]: stamped({ number: 8, expires: now - 2 }) })).toEqual(refused)
  expect(await send({ [callHeader]: stamped({ number: 8, expires: now + longestValidity + 5 }) })).toEqual(refused)
  expect((await send({ [callHeader]: stamped({ number: 8, expires: now + longestValidity - 5 }) })).status).toBe(200)
})

test('many at once with one signature are answered once', async () => {
  const headers = { [callHeader]: stamped({ sender: 'bbbbbbbbbbbbbbbb' }) }
  const answers = await Promise.all(Array.from({ length: 20 }, () => send(headers)))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(19)
})

test('a signature is good for its subgraph, path, method, body and principal alone', async () => {
  const other = bodyOf('{ __typename }')
  for (const covered of [
    { ...call, to: 'sales' },
    { ...call, path: '/graphql?x=1' },
    { ...call, method: 'GET' },
    { ...call, body: other },
    { ...call, body: `${call.body} ` },
  ])
    expect(await send({ [callHeader]: stamped({ number: 20, covered }) })).toEqual(refused)
  const [version, expires, sender, number, , signature] = stamped({ number: 20 }).split('.')
  const emperor = Buffer.from(JSON.stringify({ ...aPrincipal(), name: 'emperor' })).toString('base64url')
  expect(await send({ [callHeader]: [version, expires, sender, number, emperor, signature].join('.') })).toEqual(
    refused,
  )
  expect((await send({ [callHeader]: stamped({ number: 20 }) })).status).toBe(200)
})

test.each([
  ['another secret', stamped({ number: 30, secret: 'of somebody else, with many characters' })],
  ['no principal', stamped({ number: 30, principal: '{}' })],
  ['a role that does not exist', stamped({ number: 31, principal: '{"name":"a","role":"emperor"}' })],
  ['a dealer without his dealer', stamped({ number: 32, principal: '{"name":"a","role":"dealer-sales"}' })],
  ['nothing', ''],
  ['a word', 'v1'],
  ['dots', '.....'],
  ['a signature that is cut', stamped({ number: 33 }).slice(0, -1)],
  ['a signature that is longer', `${stamped({ number: 34 })}A`],
  ['an endless number', stamped({ number: 35 }).replace('.35.', `.${'9'.repeat(400)}.`)],
  ['a version that is not known', stamped({ number: 36 }).replace('v1', 'v2')],
])('%s is no signature', async (_, header) => {
  expect(await send({ [callHeader]: header })).toEqual(refused)
})

test('a gateway with another secret is told apart from a caller who is not known', async () => {
  const sign = callSigner(['of another gateway, with many characters'])
  const gateway = await startTestGateway(graph.supergraph, member => httpSource({ ...member, sign }))
  try {
    expect(await gateway.ask('{ vehicles { nodes { vin } } }')).toMatchObject({
      data: { vehicles: null },
      errors: [{ extensions: { code: 'SUBGRAPH_ANSWER_INVALID', serviceName: 'erp-adapter' } }],
    })
  } finally {
    await gateway.stop()
  }
})

test('what is not GraphQL stays as it is', async () => {
  const url = graph.subgraphUrl('erp-adapter')
  expect((await fetch(`${url}/health/ready`)).status).toBe(200)
  expect((await fetch(`${url}/ingest/capture`, { method: 'OPTIONS' })).status).toBe(204)
})
