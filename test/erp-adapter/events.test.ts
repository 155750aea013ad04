import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { atStation, capture, commissioned, document } from './factory.ts'
import { describePlant } from './plant.ts'
import { cloudEvent, counts, push } from './push.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
})
afterAll(() => graph.stop())

const structured = { 'content-type': 'application/cloudevents+json; charset=utf-8' }
const batch = { 'content-type': 'application/cloudevents-batch+json' }

const statusOf = async (car: string): Promise<unknown> =>
  (await graph.data(`{ vehicleByProductionNumber(productionNumber: "${car}") { status } }`)).vehicleByProductionNumber
    ?.status

/** Sends what must be refused and gives back the problem; nothing may change. */
async function refused(body: unknown, headers: Record<string, string> = {}): Promise<any> {
  const before = await counts(graph)
  const response = await push(graph, body, headers)
  expect(response.headers.get('content-type')).toContain('application/problem+json')
  expect(await counts(graph)).toEqual(before)
  const problem: any = await response.json()
  expect(problem.status).toBe(response.status)
  return problem
}

test('one event is taken, can be read where the answer says, and is there already the second time', async () => {
  const event = commissioned('E1', 0)
  const first = await push(graph, event, { 'content-type': 'application/ld+json' })
  expect(first.status).toBe(201)
  expect(await statusOf('E1')).toBe('BROADCAST')
  const location = first.headers.get('location') ?? ''
  const read = await fetch(`${graph.subgraphUrl('erp-adapter')}${location}`)
  expect(await read.json()).toEqual(event)
  expect(await refused(event)).toMatchObject({ status: 409, type: 'epcisException:ResourceAlreadyExistsException' })
})

test('an event that is sent many times at once is created once', async () => {
  const event = commissioned('E2', 0)
  const answers = await Promise.all(Array.from({ length: 6 }, () => push(graph, event)))
  expect(answers.map(answer => answer.status).toSorted((a, b) => a - b)).toEqual([201, 409, 409, 409, 409, 409])
})

test('a CloudEvent in structured mode brings one event or several', async () => {
  const one = await push(graph, cloudEvent('s1', commissioned('E3', 0)), structured)
  expect({ status: one.status, body: await one.json() }).toEqual({
    status: 200,
    body: { events: 1, taken: 1, repeated: 0, keptApart: [] },
  })
  const several = [atStation('E3', 1, 'T-BODY'), atStation('E3', 2, 'T-PAINT')]
  await push(graph, cloudEvent('s2', several), structured)
  expect(await statusOf('E3')).toBe('PAINT')
})

test('a CloudEvent in binary mode has its attributes in headers', async () => {
  const headers = { 'ce-specversion': '1.0', 'ce-id': 'b%201', 'ce-source': '/plants/jinqiao', 'ce-type': 'epcis' }
  const answer = await push(graph, commissioned('E4', 0), headers)
  expect(await answer.json()).toEqual({ events: 1, taken: 1, repeated: 0, keptApart: [] })
  const again = await push(graph, cloudEvent('b 1', atStation('E4', 1, 'T-BODY')), structured)
  expect(await again.json()).toEqual({ events: 1, taken: 0, repeated: 1, keptApart: [] })
  expect(await statusOf('E4')).toBe('BROADCAST')
})

test('CloudEvents of one source and id are the same, in one batch, in parallel and later', async () => {
  await capture(graph, [commissioned('E5', 0)])
  const twice = [cloudEvent('x', atStation('E5', 1, 'T-BODY')), cloudEvent('x', atStation('E5', 2, 'T-PAINT'))]
  const answers = await Promise.all([1, 2, 3].map(() => push(graph, twice, batch)))
  const bodies: any[] = await Promise.all(answers.map(answer => answer.json()))
  expect(bodies.map(body => body.taken).toSorted((a, b) => a - b)).toEqual([0, 0, 1])
  expect(await statusOf('E5')).toBe('BODY')
  const elsewhere = cloudEvent('x', atStation('E5', 3, 'T-PAINT'), { source: '/plants/other' })
  expect(await (await push(graph, [elsewhere], batch)).json()).toMatchObject({ taken: 1 })
  expect(await (await push(graph, [], batch)).json()).toEqual({ events: 0, taken: 0, repeated: 0, keptApart: [] })
})

test('a CloudEvent without what every CloudEvent has is refused with all others of its batch', async () => {
  const { id: _, ...unnamed } = Object.entries(cloudEvent('y', commissioned('E6', 0))).reduce<any>(
    (event, [name, value]) => ({ ...event, [name]: value }),
    {},
  )
  const problem = await refused(
    [cloudEvent('y1', commissioned('E6', 0)), unnamed, cloudEvent('y2', undefined, { specversion: '0.3', source: '' })],
    batch,
  )
  expect(problem).toMatchObject({ status: 400, type: 'epcisException:ValidationException' })
  expect(problem.errors.map((error: any) => error.pointer).toSorted()).toEqual([
    '/1/id',
    '/2/data',
    '/2/source',
    '/2/specversion',
  ])
  const headers = await refused(commissioned('E6', 0), { 'ce-id': '1', 'ce-type': 'x', 'ce-specversion': '1.0' })
  expect(headers.errors).toEqual([{ pointer: '', detail: 'the header ce-source is missing' }])
})

test('what is no event is refused', async () => {
  expect(await refused('{')).toMatchObject({ status: 400, errors: [{ pointer: '', detail: 'is no JSON' }] })
  expect(await refused(document([commissioned('E7', 0)]))).toMatchObject({
    errors: [{ pointer: '/type' }, { pointer: '/eventTime' }],
  })
  expect(await refused({ ...atStation('E1', 1, 'T-BODY'), bizStep: 'welding' })).toMatchObject({
    errors: [{ pointer: '/bizStep' }],
  })
  expect(await refused('<epcis/>', { 'content-type': 'application/xml' })).toMatchObject({
    status: 415,
    type: 'epcisException:UnsupportedMediaTypeException',
  })
  expect(await refused(`"${'x'.repeat(9_000_000)}"`)).toMatchObject({ status: 413 })
  const many = Array.from({ length: 501 }, (_, hour) => atStation('E1', hour, 'T-BODY'))
  expect(await refused(cloudEvent('z', many), structured)).toMatchObject({ status: 413 })
})

test('a body that is no UTF-8 is refused', async () => {
  const response = await fetch(`${graph.subgraphUrl('erp-adapter')}/ingest/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
  })
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ errors: [{ detail: 'is no UTF-8' }] })
})

test('OPTIONS tells media types and limits, and an unknown event is a problem', async () => {
  const path = `${graph.subgraphUrl('erp-adapter')}/ingest/events`
  const options = await fetch(path, { method: 'OPTIONS' })
  expect(options.status).toBe(204)
  expect(Object.fromEntries(options.headers)).toMatchObject({
    allow: 'OPTIONS, POST',
    'accept-post':
      'application/json, application/ld+json, application/cloudevents+json, application/cloudevents-batch+json',
    'gs1-epcis-capture-limit': '500',
    'gs1-epcis-capture-file-size-limit': '8388608',
    'gs1-epcis-version': '2.0.0',
  })
  const unknown = await fetch(`${path}/urn:none`)
  expect(unknown.status).toBe(404)
  expect(await unknown.json()).toMatchObject({ type: 'epcisException:NoSuchResourceException' })
})
