import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { atStation, capture, commissioned, document, moment, send } from './factory.ts'
import { describePlant } from './plant.ts'
import { cloudEvent, counts, push } from './push.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
})
afterAll(() => graph.stop())

let calls = 0
const key = (): string => `call-${++calls}`

const redrive = async (id: string, idempotencyKey = key()): Promise<any> =>
  (
    await graph.data(
      `mutation ($input: RedriveEventInput!) { redriveEvent(input: $input) {
        __typename
        ... on RedriveEventSuccess { event { id state decidedBy } }
        ... on KeptApartEventDecided { message event { state } }
        ... on KeptApartEventUnknown { message id }
        ... on EventStillRefused { message reasons { pointer message } }
      } }`,
      { input: { idempotencyKey, id } },
    )
  ).redriveEvent

const discard = (id: string, reason: string): Promise<any> =>
  graph.ask(
    `mutation ($input: DiscardEventInput!) { discardEvent(input: $input) {
      __typename
      ... on DiscardEventSuccess { event { state discardReason } }
      ... on KeptApartEventDecided { message event { state } }
    } }`,
    { input: { idempotencyKey: key(), id, reason } },
  )

async function keptOf(filter: object): Promise<any[]> {
  const { keptApartEvents } = await graph.data(
    `query ($filter: KeptApartEventFilter) { keptApartEvents(filter: $filter) { nodes {
      id deliveries sender cloudEventSource captureId eventId productionNumber vin state content contentSize
      reasons { pointer message }
    } } }`,
    { filter },
  )
  return keptApartEvents.nodes
}

const statusOf = async (car: string): Promise<unknown> =>
  (await graph.data(`{ vehicleByProductionNumber(productionNumber: "${car}") { status } }`)).vehicleByProductionNumber
    ?.status

/** Makes a car known as the office does, which looks for no event. */
const describeCar = async (car: string): Promise<void> => {
  await graph.sql(
    `insert into erp_adapter.production_order (production_number, model_code, plant_id) values ($1, 'ENV', 'PLANT-T')`,
    [car],
  )
  await graph.sql(`insert into erp_adapter.vehicle (production_number, model_code) values ($1, 'ENV')`, [car])
}

test('an event of an unknown car waits as it came, and takes effect once when it is redriven', async () => {
  const event = atStation('P1', 2, 'T-PAINT')
  const text = JSON.stringify(event, null, 1)
  const answer = await push(graph, text)
  expect(answer.status).toBe(202)
  const body: any = await answer.json()
  const reason = 'names the car P1, which is not known: a commissioning with autograph:modelCode makes it known'
  const [kept] = await keptOf({ productionNumber: 'P1' })
  expect(body).toEqual({
    events: 1,
    taken: 0,
    repeated: 0,
    keptApart: [{ pointer: '/autograph:productionNumber', detail: reason, keptApart: kept.id }],
  })
  expect(kept).toEqual({
    id: kept.id,
    deliveries: 1,
    sender: null,
    cloudEventSource: null,
    captureId: null,
    eventId: event['eventID'],
    productionNumber: 'P1',
    vin: null,
    state: 'WAITING',
    content: text,
    contentSize: text.length,
    reasons: [{ pointer: '/autograph:productionNumber', message: reason }],
  })
  expect(await redrive(kept.id)).toMatchObject({ __typename: 'EventStillRefused', reasons: kept.reasons })

  await describeCar('P1')
  await capture(graph, [commissioned('P1', 0), atStation('P1', 1, 'T-BODY')])
  const again = key()
  const success = { __typename: 'RedriveEventSuccess', event: { id: kept.id, state: 'REDRIVEN', decidedBy: 'tester' } }
  expect(await redrive(kept.id, again)).toEqual(success)
  expect(await redrive(kept.id, again)).toEqual(success)
  expect(await redrive(kept.id)).toEqual({
    __typename: 'KeptApartEventDecided',
    message: 'The event was redriven before.',
    event: { state: 'REDRIVEN' },
  })
  expect(await statusOf('P1')).toBe('PAINT')
  expect(
    await graph.sql(`select count(*)::int as n from erp_adapter.event_log where production_number = 'P1'`),
  ).toEqual([{ n: 3 }])
})

test('of many redrives at once one takes the event', async () => {
  await push(graph, atStation('P2', 1, 'T-BODY'))
  await describeCar('P2')
  const [kept] = await keptOf({ productionNumber: 'P2' })
  const outcomes = await Promise.all([1, 2, 3, 4].map(() => redrive(kept.id)))
  expect(outcomes.filter(outcome => outcome.__typename === 'RedriveEventSuccess')).toHaveLength(1)
  expect(outcomes.filter(outcome => outcome.__typename === 'KeptApartEventDecided')).toHaveLength(3)
})

test('an event is discarded with a reason, once', async () => {
  await push(graph, atStation('P3', 1, 'T-BODY'))
  const [kept] = await keptOf({ productionNumber: 'P3' })
  expect((await discard(kept.id, '  ')).errors[0].extensions.code).toBe('BAD_USER_INPUT')
  expect((await discard(kept.id, 'A test car')).data.discardEvent).toEqual({
    __typename: 'DiscardEventSuccess',
    event: { state: 'DISCARDED', discardReason: 'A test car' },
  })
  expect((await discard(kept.id, 'Again')).data.discardEvent).toMatchObject({ __typename: 'KeptApartEventDecided' })
  expect(await redrive(kept.id)).toMatchObject({ __typename: 'KeptApartEventDecided', event: { state: 'DISCARDED' } })
  expect(await redrive('kept-none')).toEqual({
    __typename: 'KeptApartEventUnknown',
    message: 'No event kept-none was kept apart.',
    id: 'kept-none',
  })
})

test('with proceed, the wrong events of a document wait, and its job names them', async () => {
  const nul = { ...commissioned('P4', 0), note: 'NOTE' }
  const events = [
    commissioned('P4', 0),
    { ...atStation('P4', 1, 'T-BODY'), bizStep: 'welding', readPoint: { id: 'T' } },
    nul,
    atStation('nobody', 1, 'T-BODY'),
    'no event',
    atStation('P4', 2, 'T-PAINT'),
  ]
  const text = JSON.stringify(document(events), null, 2).replace('NOTE', String.raw`\u0000`)
  const response = await send(graph, text, { 'gs1-capture-error-behaviour': 'proceed' })
  expect(response.status).toBe(202)
  const location = response.headers.get('location') ?? ''
  const job: any = await (await fetch(`${graph.subgraphUrl('erp-adapter')}${location}`)).json()
  expect(job).toMatchObject({ success: false, events: 6, captured: 2 })
  const kept = (await keptOf({})).filter(event => event.captureId === job.captureID)
  expect(job.errors.map(({ pointer, keptApart }: any) => [pointer, keptApart])).toEqual([
    ['/epcisBody/eventList/1/bizStep', expect.any(String)],
    ['/epcisBody/eventList/1/readPoint/id', expect.any(String)],
    ['/epcisBody/eventList/2', expect.any(String)],
    ['/epcisBody/eventList/4', expect.any(String)],
    ['/epcisBody/eventList/3/autograph:productionNumber', expect.any(String)],
  ])
  expect(new Set(kept.map(event => event.id))).toEqual(new Set(job.errors.map((error: any) => error.keptApart)))
  expect(kept.map(event => JSON.parse(event.content))).toEqual(
    expect.arrayContaining([events[1], { ...nul, note: '\0' }, events[3], 'no event']),
  )
  expect(kept.every(event => text.includes(event.content))).toBe(true)
  expect(await statusOf('P4')).toBe('PAINT')
})

test('the same wrong event again is one that came twice', async () => {
  const wrong = { ...commissioned('P5', 0), 'autograph:modelCode': 'NONE' }
  await push(graph, [cloudEvent('w1', wrong), cloudEvent('w2', [wrong])], {
    'content-type': 'application/cloudevents-batch+json',
  })
  await push(graph, wrong)
  expect(await keptOf({ productionNumber: 'P5' })).toMatchObject([
    { deliveries: 2, cloudEventSource: '/plants/jinqiao', content: JSON.stringify(wrong) },
  ])
})

test('one bad event in a thousand, all of one car, changes nothing for the others', async () => {
  await capture(graph, [commissioned('P6', 0)])
  const before = await counts(graph)
  const stations = ['T-BODY', 'T-PAINT', 'T-TRIM', 'T-TEST']
  const good = Array.from({ length: 999 }, (_, hour) => atStation('P6', hour / 10, stations[hour % 4] ?? ''))
  const bad = atStation('P6', 50, 'T-TRIM', { 'autograph:vin': 'LSGKB54E9RV000000' })
  const all = [...good.slice(0, 700), bad, ...good.slice(700)]
  for (const part of [all.slice(0, 500), all.slice(500)]) {
    const answer = await push(graph, cloudEvent(key(), part), { 'content-type': 'application/cloudevents+json' })
    expect(answer.status).toBe(part.includes(bad) ? 202 : 200)
  }
  const after = await counts(graph)
  expect(after).toEqual({ events: before.events + 999, kept: before.kept + 1, cars: before.cars })
  expect(await keptOf({ productionNumber: 'P6' })).toMatchObject([{ vin: 'LSGKB54E9RV000000', state: 'WAITING' }])
})

test('a contradiction waits until what it contradicts is declared in error', async () => {
  const bound = atStation('P7', 1, 'T-TRIM', { 'autograph:vin': '5GZCZ43D13S812715' })
  await capture(graph, [commissioned('P7', 0), bound])
  await push(graph, atStation('P7', 2, 'T-TRIM', { 'autograph:vin': '1HGCM82633A004352' }))
  const [kept] = await keptOf({ productionNumber: 'P7' })
  expect(await redrive(kept.id)).toMatchObject({ __typename: 'EventStillRefused' })
  await capture(graph, [{ ...bound, errorDeclaration: { declarationTime: moment(24) } }])
  expect(await redrive(kept.id)).toMatchObject({ __typename: 'RedriveEventSuccess' })
  expect(await graph.data(`{ vehicleByProductionNumber(productionNumber: "P7") { vin } }`)).toEqual({
    vehicleByProductionNumber: { vin: '1HGCM82633A004352' },
  })
})

test('the list comes in pages that miss and repeat nothing, each in one statement', async () => {
  const all = (await keptOf({ state: 'WAITING' })).map(event => event.id)
  const paged: string[] = []
  let after: string | null = null
  do {
    const { keptApartEvents }: any = await graph.data(
      `query ($after: String) { keptApartEvents(filter: { state: WAITING }, first: 2, after: $after) {
        nodes { id } pageInfo { hasNextPage endCursor }
      } }`,
      { after },
    )
    paged.push(...keptApartEvents.nodes.map((node: any) => node.id))
    after = keptApartEvents.pageInfo.hasNextPage ? keptApartEvents.pageInfo.endCursor : null
  } while (after !== null)
  expect(paged).toEqual(all)
  const sent = await graph.statementsOf(() =>
    graph.data(`{ keptApartEvents { nodes { id content reasons { message } } } }`),
  )
  expect(sent).toHaveLength(2)
})

test('events that were kept apart are for factory systems, compliance and developers alone', async () => {
  const agent = { role: 'call-centre' } as const
  const code = async (query: string): Promise<unknown> =>
    (await graph.ask(query, {}, agent)).errors?.[0]?.extensions?.code
  const input = '{ idempotencyKey: "agent", id: "kept-none", reason: "none" }'
  expect(await code('{ keptApartEvents { nodes { id } } }')).toBe('FORBIDDEN')
  expect(await code(`mutation { discardEvent(input: ${input}) { __typename } }`)).toBe('FORBIDDEN')
  expect(await code(`mutation { redriveEvent(input: ${input.replace(', reason: "none"', '')}) { __typename } }`)).toBe(
    'FORBIDDEN',
  )
  const factory = await graph.ask('{ keptApartEvents { nodes { id } } }', {}, { role: 'factory' })
  expect(factory.errors).toBeUndefined()
})
