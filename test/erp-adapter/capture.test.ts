import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { at, atStation, capture, commissioned, document, moment, send } from './factory.ts'
import { describePlant } from './plant.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
})
afterAll(() => graph.stop())

const capturePath = (): string => `${graph.subgraphUrl('erp-adapter')}/ingest/capture`

async function counts(): Promise<unknown> {
  const [row] = await graph.sql(`select
    (select count(*)::int from erp_adapter.event_log) as events, (select count(*)::int from erp_adapter.vehicle) as cars,
    (select count(*)::int from erp_adapter.capture_job) as jobs`)
  return row
}

/** Sends what must be refused and gives back the problem; nothing may change. */
async function refused(body: unknown, headers: Record<string, string> = {}): Promise<any> {
  const before = await counts()
  const response = await send(graph, body, headers)
  expect(response.headers.get('content-type')).toContain('application/problem+json')
  expect(await counts()).toEqual(before)
  const problem: any = await response.json()
  expect(problem.status).toBe(response.status)
  return problem
}

test('a document is taken, and its job says so', async () => {
  const response = await send(graph, document([commissioned('K1', 0), atStation('K1', 1, 'T-BODY')]))
  expect(response.status).toBe(202)
  const location = response.headers.get('location') ?? ''
  const job: any = await (await fetch(`${graph.subgraphUrl('erp-adapter')}${location}`)).json()
  expect(job).toMatchObject({
    running: false,
    success: true,
    captureErrorBehaviour: 'rollback',
    captured: 2,
    errors: [],
  })
  expect(location).toBe(`/ingest/capture/${job.captureID}`)
})

test('a document sent twice counts once, with ids and without, in parallel and one after the other', async () => {
  const { eventID: _, ...unnamed } = atStation('K2', 1, 'T-BODY')
  const events = [commissioned('K2', 0), unnamed]
  await capture(graph, events)
  const before = await graph.sql(`select count(*)::int as events from erp_adapter.event_log`)
  const reordered = Object.fromEntries(Object.entries(unnamed).toReversed())
  await Promise.all([capture(graph, events), capture(graph, [reordered]), capture(graph, events)])
  expect(await graph.sql(`select count(*)::int as events from erp_adapter.event_log`)).toEqual(before)
})

test('many documents of one car at once leave it as one after the other would', async () => {
  await capture(graph, [commissioned('K3', 0)])
  const hours = [5, 3, 8, 1, 9, 2, 7, 4]
  await Promise.all(hours.map(hour => capture(graph, [atStation('K3', hour, hour < 5 ? 'T-BODY' : 'T-PAINT')])))
  const data = await graph.data(`{
    vehicleByProductionNumber(productionNumber: "K3") { status statusSince timeline { nodes { status } } }
  }`)
  expect(data.vehicleByProductionNumber).toEqual({
    status: 'PAINT',
    statusSince: moment(5),
    timeline: { nodes: [{ status: 'PAINT' }, { status: 'BODY' }, { status: 'BROADCAST' }] },
  })
})

test('the same new car in parallel documents is made once', async () => {
  await Promise.all([0, 1, 2, 3].map(hour => capture(graph, [commissioned('K4', hour, 'same')])))
  expect(
    await graph.sql(`select count(*)::int as cars from erp_adapter.vehicle where production_number = 'K4'`),
  ).toEqual([{ cars: 1 }])
})

test('of two cars that are given one VIN at once, one gets it', async () => {
  await capture(graph, [commissioned('K5', 0), commissioned('K6', 0)])
  const vin = '1M8GDM9AXKP042788'
  const answers = await Promise.all(
    ['K5', 'K6'].map(car => send(graph, document([atStation(car, 1, 'T-TRIM', { 'autograph:vin': vin })]))),
  )
  expect(new Set(answers.map(answer => answer.status))).toEqual(new Set([202, 400]))
})

test('every wrong event is named with its place, and the document changes nothing', async () => {
  const problem = await refused(
    document([
      commissioned('K7', 0),
      { ...atStation('K7', 1, 'T-BODY'), bizStep: 'welding', eventTime: '2024-10-01T01:00:00' },
      atStation('K7', 2, 'T-TRIM', { 'autograph:vin': 'LSGKB54E9RV000000' }),
      { ...atStation('K7', 3, 'T-TRIM'), type: 'AssociationEvent', readPoint: { id: 'T-TRIM' } },
    ]),
  )
  expect(problem).toMatchObject({ type: 'epcisException:ValidationException', status: 400 })
  expect(problem.errors.map((error: any) => error.pointer).toSorted()).toEqual([
    '/epcisBody/eventList/1/bizStep',
    '/epcisBody/eventList/1/eventTime',
    '/epcisBody/eventList/2/autograph:vin',
    '/epcisBody/eventList/3/childEPCs',
    '/epcisBody/eventList/3/parentID',
    '/epcisBody/eventList/3/readPoint/id',
  ])
})

test('an event of an unknown car, model or plant is refused', async () => {
  const unknownCar = await refused(document([atStation('nobody', 1, 'T-BODY')]))
  expect(unknownCar.errors).toEqual([
    {
      pointer: '/epcisBody/eventList/0/autograph:productionNumber',
      detail: 'names the car nobody, which is not known: a commissioning with autograph:modelCode makes it known',
    },
  ])
  const unknownModel = await refused(document([{ ...commissioned('K8', 0), 'autograph:modelCode': 'NONE' }]))
  expect(unknownModel.errors[0].pointer).toBe('/epcisBody/eventList/0/autograph:modelCode')
  const unknownPlant = await refused(document([{ ...commissioned('K8', 0), 'autograph:plant': 'NONE' }]))
  expect(unknownPlant.errors[0].pointer).toBe('/epcisBody/eventList/0/autograph:plant')
})

test('a car keeps its VIN until the event that bound it is declared in error', async () => {
  const bound = atStation('K9', 1, 'T-TRIM', { 'autograph:vin': '5GZCZ43D13S812715' })
  const bindsOther = atStation('K9', 2, 'T-TRIM', { 'autograph:vin': '1HGCM82633A004352' })
  await capture(graph, [commissioned('K9', 0), bound])
  expect((await refused(document([bindsOther]))).errors[0].detail).toContain('5GZCZ43D13S812715')
  await capture(graph, [{ ...bound, errorDeclaration: { declarationTime: moment(24) } }])
  await capture(graph, [bindsOther])
  await capture(graph, [bound])
  const data = await graph.data(`{ vehicleByProductionNumber(productionNumber: "K9") { vin } }`)
  expect(data).toEqual({ vehicleByProductionNumber: { vin: '1HGCM82633A004352' } })
})

test('a bound car can be named by its VIN alone', async () => {
  const { 'autograph:productionNumber': _, ...byVin } = at('K9', 12, ['storing', 'YARD-T'])
  await capture(graph, [{ ...byVin, 'autograph:vin': '1HGCM82633A004352' }])
  const data = await graph.data(`{ vehicle(vin: "1HGCM82633A004352") { productionNumber status } }`)
  expect(data).toEqual({ vehicle: { productionNumber: 'K9', status: 'BUILT' } })
})

test('with behaviour proceed the right events are taken and the job lists the wrong ones', async () => {
  const response = await send(
    graph,
    document([
      commissioned('K10', 0),
      { type: 'ObjectEvent' },
      atStation('nobody', 1, 'T-BODY'),
      atStation('K10', 2, 'T-BODY'),
    ]),
    { 'gs1-capture-error-behaviour': 'proceed' },
  )
  expect(response.status).toBe(202)
  const job: any = await (await fetch(`${graph.subgraphUrl('erp-adapter')}${response.headers.get('location')}`)).json()
  expect(job).toMatchObject({
    running: false,
    success: false,
    captureErrorBehaviour: 'proceed',
    events: 4,
    captured: 2,
  })
  expect([...new Set(job.errors.map((error: any) => error.pointer.split('/')[3]))]).toEqual(['1', '2'])
  const data = await graph.data(`{ vehicleByProductionNumber(productionNumber: "K10") { status } }`)
  expect(data).toEqual({ vehicleByProductionNumber: { status: 'BODY' } })
})

test('what is no EPCIS 2.0 document is refused', async () => {
  expect(await refused('{')).toMatchObject({ status: 400, errors: [{ pointer: '', detail: 'is no JSON' }] })
  expect(await refused([])).toMatchObject({ status: 400 })
  expect(await refused({ ...document([commissioned('K11', 0)]), schemaVersion: '1.2' })).toMatchObject({
    status: 400,
    errors: [{ pointer: '/schemaVersion', detail: 'must be 2.0' }],
  })
  expect(await refused(document([]))).toMatchObject({ errors: [{ pointer: '/epcisBody/eventList' }] })
  expect(await refused(document([commissioned('K11', 0)]), { 'gs1-capture-error-behaviour': 'perhaps' })).toMatchObject(
    { status: 400 },
  )
})

test('what no database can keep is refused', async () => {
  const nul = document([{ ...commissioned('K11', 0), note: 'a\u0000b' }])
  const halfCharacter = JSON.stringify(document([{ ...commissioned('K11', 0), note: 'NOTE' }])).replace(
    'NOTE',
    '\\ud800',
  )
  expect(await refused(nul)).toMatchObject({ status: 400, type: 'epcisException:ValidationException' })
  expect(await refused(halfCharacter)).toMatchObject({ status: 400, type: 'epcisException:ValidationException' })
  const longId = document([{ ...commissioned('K11', 0), eventID: `urn:${'x'.repeat(5000)}` }])
  expect((await refused(longId)).errors[0].pointer).toBe('/epcisBody/eventList/0/eventID')
  const longAgo = document([{ ...commissioned('K11', 0), eventTime: '0000-01-01T00:00:00Z' }])
  expect((await refused(longAgo)).errors[0].pointer).toBe('/epcisBody/eventList/0/eventTime')
})

test('a document that is too large, or of another kind, is refused', async () => {
  const tooLarge = await refused(document([{ ...commissioned('K11', 0), note: 'x'.repeat(10_000_000) }]))
  expect(tooLarge).toMatchObject({ type: 'epcisException:CaptureLimitExceededException', status: 413 })
  const tooMany = await refused(document(Array.from({ length: 501 }, (_, hour) => commissioned('K11', hour))))
  expect(tooMany).toMatchObject({ type: 'epcisException:CaptureLimitExceededException', status: 413 })
  expect(await refused('<epcis/>', { 'content-type': 'application/xml' })).toMatchObject({
    type: 'epcisException:UnsupportedMediaTypeException',
    status: 415,
  })
})

test('OPTIONS tells versions and limits, and an unknown job is a problem', async () => {
  const options = await fetch(capturePath(), { method: 'OPTIONS' })
  expect(options.status).toBe(204)
  expect(Object.fromEntries(options.headers)).toMatchObject({
    allow: 'GET, HEAD, OPTIONS, POST',
    'gs1-epcis-version': '2.0.0',
    'gs1-epcis-capture-limit': '500',
    'gs1-epcis-capture-file-size-limit': '8388608',
  })
  const unknown = await fetch(`${capturePath()}/none`)
  expect(unknown.status).toBe(404)
  expect(await unknown.json()).toMatchObject({ type: 'epcisException:NoSuchResourceException' })
})

test('a document of many cars takes as many statements as one of a single car', async () => {
  const carsOf = (cars: readonly string[]): readonly unknown[] =>
    cars.flatMap(car => [commissioned(car, 0), atStation(car, 1, 'T-BODY')])
  const statementsOf = async (cars: readonly string[]): Promise<string[]> => {
    const sent = await graph.statementsOf(() => capture(graph, carsOf(cars)))
    return sent.filter(text => text.startsWith('erp_adapter:'))
  }
  const one = await statementsOf(['S0'])
  const many = await statementsOf(Array.from({ length: 200 }, (_, car) => `M${car}`))
  expect(many).toEqual(one)
})

test('a failure of ours is a masked problem, and nothing is kept', async () => {
  await graph.sql('alter table erp_adapter.capture_job rename to hidden')
  const response = await send(graph, document([commissioned('K12', 0)]))
  await graph.sql('alter table erp_adapter.hidden rename to capture_job')
  expect(response.status).toBe(500)
  expect(response.headers.get('content-type')).toContain('application/problem+json')
  expect(await response.json()).toMatchObject({
    code: 'INTERNAL_SERVER_ERROR',
    title: 'Something went wrong on our side.',
  })
  expect(await graph.data(`{ vehicleByProductionNumber(productionNumber: "K12") { status } }`)).toEqual({
    vehicleByProductionNumber: null,
  })
})
