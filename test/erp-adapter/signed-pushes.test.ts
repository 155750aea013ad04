import { afterAll, beforeAll, expect, test } from 'vitest'
import { signatureOf } from '#platform/webhook-signature.ts'
import { runCommand } from '../kit/program.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { atStation, commissioned, document } from './factory.ts'
import { describePlant } from './plant.ts'
import { counts } from './push.ts'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const successor = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
  await graph.sql(`insert into erp_adapter.ingest_sender (name, secrets, active) values
    ('jinqiao', '{${secret},${successor}}', true), ('closed', '{${secret}}', false)`)
})
afterAll(() => graph.stop())

interface Signing {
  readonly id?: string
  readonly sender?: string
  readonly secret?: string
  readonly timestamp?: string
  /** What is signed, when it isn't what is sent. */
  readonly over?: string
}

let messages = 0

function headersFor(body: string, signing: Signing = {}): Record<string, string> {
  const { id = `m-${++messages}`, timestamp = String(Math.floor(Date.now() / 1000)) } = signing
  return {
    'webhook-sender': signing.sender ?? 'jinqiao',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatureOf(signing.secret ?? secret, { id, timestamp }, signing.over ?? body),
  }
}

const post = (path: string, body: string, headers: Record<string, string>, url = graph.subgraphUrl('erp-adapter')) =>
  fetch(`${url}/ingest/${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })

async function refused(body: string, headers: Record<string, string>): Promise<string> {
  const before = await counts(graph)
  const response = await post('capture', body, headers)
  const problem: any = await response.json()
  expect({ status: response.status, type: problem.type }).toEqual({
    status: 401,
    type: 'epcisException:SecurityException',
  })
  expect(await counts(graph)).toEqual(before)
  return problem.detail
}

test('a signed document is taken under either secret, and a message that comes again is answered as before', async () => {
  const body = JSON.stringify(document([commissioned('S1', 0)]))
  const headers = headersFor(body, { id: 'once' })
  const answers = await Promise.all([1, 2, 3].map(() => post('capture', body, headers)))
  const later = await post('capture', body, headersFor(body, { id: 'once', secret: successor }))
  const all = [...answers, later].map(answer => ({
    status: answer.status,
    location: answer.headers.get('location'),
  }))
  expect(new Set(all.map(answer => JSON.stringify(answer))).size).toBe(1)
  expect(all[0]?.status).toBe(202)
  expect(await graph.sql('select count(*)::int as jobs from erp_adapter.capture_job')).toEqual([{ jobs: 1 }])
})

test('a message that comes again with an event is no error, and another under its id is one', async () => {
  const body = JSON.stringify(atStation('S1', 1, 'T-BODY'))
  expect((await post('events', body, headersFor(body, { id: 'event' }))).status).toBe(201)
  expect((await post('events', body, headersFor(body, { id: 'event' }))).status).toBe(201)
  const other = JSON.stringify(atStation('S1', 2, 'T-PAINT'))
  expect((await post('events', other, headersFor(other, { id: 'event' }))).status).toBe(409)
  expect((await post('events', other, headersFor(other))).status).toBe(201)
})

test('a forged push is refused', async () => {
  const body = JSON.stringify(document([commissioned('S2', 0)]))
  const now = Math.floor(Date.now() / 1000)
  const wrong = 'No signature fits the sender and these bytes.'
  const outdated = 'webhook-timestamp is not within 300 seconds of now.'
  expect(await refused(body, headersFor(body, { secret: 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }))).toBe(wrong)
  expect(await refused(body, headersFor(body, { over: `${body} ` }))).toBe(wrong)
  expect(await refused(body, headersFor(body, { sender: 'closed' }))).toBe(wrong)
  expect(await refused(body, headersFor(body, { sender: 'nobody' }))).toBe(wrong)
  expect(await refused(body, headersFor(body, { timestamp: String(now - 400) }))).toBe(outdated)
  expect(await refused(body, headersFor(body, { timestamp: String(now + 400) }))).toBe(outdated)
  expect(await refused(body, headersFor(body, { timestamp: `${now}abc` }))).toBe(outdated)
  expect(await refused(body, headersFor(body, { timestamp: '123abc' }))).toBe(outdated)
})

test('a push that names a sender or a part of a signature must have all of it', async () => {
  const body = JSON.stringify(document([commissioned('S2', 0)]))
  for (const name of ['webhook-sender', 'webhook-id', 'webhook-timestamp', 'webhook-signature']) {
    const { [name]: _, ...others } = headersFor(body)
    expect(await refused(body, others)).toBe(`It must be signed; missing: ${name}.`)
  }
  expect(await refused(body, { 'webhook-sender': 'jinqiao' })).toContain('webhook-signature')
})

test('a secret that was rotated out signs no more', async () => {
  const body = JSON.stringify(document([commissioned('S3', 0)]))
  await graph.sql(`update erp_adapter.ingest_sender set secrets = '{${successor}}' where name = 'jinqiao'`)
  expect(await refused(body, headersFor(body))).toContain('No signature fits')
  expect((await post('capture', body, headersFor(body, { secret: successor }))).status).toBe(202)
})

test('in production nothing unsigned is taken or told', async () => {
  const program = runCommand('subgraph', ['erp-adapter', '--port', '0'], {
    NODE_ENV: 'production',
    DATABASE_URL: graph.databaseUrl,
  })
  const [, url = ''] = await program.saying(/answers at (\S+)\/graphql/)
  const body = JSON.stringify(document([commissioned('S4', 0)]))
  const unsigned = await post('capture', body, {}, url)
  expect(unsigned.status).toBe(401)
  const signed = await post('capture', body, headersFor(body, { secret: successor }), url)
  expect(signed.status).toBe(202)
  const job = `${url}${signed.headers.get('location')}`
  expect((await fetch(job)).status).toBe(401)
  expect((await fetch(job, { headers: headersFor('', { secret: successor }) })).status).toBe(200)
})

/** Runs `npm run sender`; gives back how it ended and what it said. */
async function sender(...args: readonly string[]): Promise<{ readonly ended: number | null; readonly said: string }> {
  const program = runCommand('sender', args, { DATABASE_URL: graph.databaseUrl })
  const ended = await program.ended
  return { ended, said: program.said().trim() }
}

test('a sender is added, signs with two secrets while one takes the place of another, and is removed', async () => {
  const body = JSON.stringify(document([commissioned('S5', 0)]))
  const statusWith = async (made: { readonly said: string }): Promise<number> =>
    (await post('capture', body, headersFor(body, { sender: 'wuhan-2', secret: made.said }))).status
  const first = await sender('add', 'wuhan-2')
  expect(first).toEqual({ ended: 0, said: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/) })
  const [second, again] = await Promise.all([sender('rotate', 'wuhan-2'), sender('add', 'wuhan-2')])
  expect(again).toEqual({ ended: 1, said: 'There is a sender wuhan-2 already.' })
  expect([await statusWith(first), await statusWith(second)]).toEqual([202, 202])
  const listed = await sender('list')
  expect(listed.said.split('\n')).toEqual([
    'closed  secrets: 1  shut out',
    'jinqiao  secrets: 1',
    'wuhan-2  secrets: 2',
  ])
  await sender('settle', 'wuhan-2')
  expect([await statusWith(first), await statusWith(second)]).toEqual([401, 202])
  await sender('remove', 'wuhan-2')
  expect(await statusWith(second)).toBe(401)
}, 60_000)
