import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { atStation, capture, commissioned, measured } from './factory.ts'
import { describePlant } from './plant.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
})
afterAll(() => graph.stop())

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString()
const setRoute = `mutation ($input: SetRouteInput!) { setRoute(input: $input) {
  __typename
  ... on SetRouteSuccess { orders routeVersion { version validFrom madeBy steps { station { id } required } } }
  ... on ProductionModelUnknown { modelCode }
  ... on ModelVersionBackdated { validFrom }
  ... on RouteRefused { message unknownStations repeatedStations wrongPositions }
} }`
const setPlan = `mutation ($input: SetQualityPlanInput!) { setQualityPlan(input: $input) {
  __typename
  ... on SetQualityPlanSuccess { orders qualityPlanVersion { version limits { measure unit minimum maximum } } }
  ... on ProductionModelUnknown { modelCode }
  ... on ModelVersionBackdated { validFrom }
  ... on QualityPlanRefused { message unknownUnits repeatedMeasures crossedLimits openMeasures }
} }`
const way = (...stations: readonly string[]): object[] =>
  stations.map((station, nth) => ({ position: nth + 1, station }))

const route = async (input: object): Promise<any> =>
  (await graph.data(setRoute, { input: { idempotencyKey: randomUUID(), modelCode: 'ENV', ...input } })).setRoute
const plan = async (input: object): Promise<any> =>
  (await graph.data(setPlan, { input: { idempotencyKey: randomUUID(), modelCode: 'ENV', ...input } })).setQualityPlan

async function ordered(plannedStart?: string): Promise<string> {
  const { createProductionOrder } = await graph.data(
    `mutation ($input: CreateProductionOrderInput!) { createProductionOrder(input: $input) {
      ... on CreateProductionOrderSuccess { productionOrder { productionNumber } }
    } }`,
    { input: { idempotencyKey: randomUUID(), modelCode: 'ENV' } },
  )
  const { productionNumber } = createProductionOrder.productionOrder
  if (plannedStart === undefined) return productionNumber
  const plannedEnd = new Date(Date.parse(plannedStart) + 86_400_000).toISOString()
  await graph.data(
    `mutation ($input: ScheduleProductionInput!) { scheduleProduction(input: $input) {
      ... on ScheduleProductionSuccess { productionOrder { state } }
    } }`,
    { input: { idempotencyKey: randomUUID(), productionNumber, plannedStart, plannedEnd } },
  )
  return productionNumber
}

const follows = async (productionNumber: string): Promise<any> => {
  const { productionOrder } = await graph.data(
    `query ($id: ID!) { productionOrder(productionNumber: $id) { routeVersion { version } qualityPlanVersion { version } } }`,
    { id: productionNumber },
  )
  return [productionOrder.routeVersion?.version ?? null, productionOrder.qualityPlanVersion?.version ?? null]
}

test('cars that have begun keep their route and limits; those that begin later go by the new ones', async () => {
  await capture(graph, [commissioned('V1', 0), atStation('V1', 1, 'T-BODY'), measured('V1', 5, 3300)])
  const soon = await ordered(inDays(2))
  const later = await ordered(inDays(20))
  const open = await ordered()
  expect(await follows('V1')).toEqual([1, 1])
  expect(await follows(later)).toEqual([1, 1])
  expect(await follows(open)).toEqual([null, null])

  const validFrom = inDays(10)
  expect(await route({ validFrom, steps: way('T-BODY', 'T-TRIM', 'T-TEST') })).toEqual({
    __typename: 'SetRouteSuccess',
    orders: 1,
    routeVersion: {
      version: 2,
      validFrom,
      madeBy: 'tester',
      steps: ['T-BODY', 'T-TRIM', 'T-TEST'].map(id => ({ station: { id }, required: true })),
    },
  })
  const strict = { measure: 'brake-force-front', unit: 'NEW', minimum: 3400 }
  expect(await plan({ limits: [strict] })).toMatchObject({
    __typename: 'SetQualityPlanSuccess',
    orders: 2,
    qualityPlanVersion: { version: 2, limits: [{ ...strict, maximum: null }] },
  })
  expect(await follows('V1')).toEqual([1, 1])
  expect(await follows(soon)).toEqual([1, 2])
  expect(await follows(later)).toEqual([2, 2])
  expect(await follows(await ordered(inDays(11)))).toEqual([2, 2])

  await capture(graph, [
    atStation('V1', 6, 'T-TRIM'),
    commissioned('V2', 0),
    atStation('V2', 1, 'T-BODY'),
    measured('V2', 5, 3300),
  ])
  const story = async (id: string): Promise<any> =>
    await graph.data(
      `query ($id: ID!) {
          productionOrder(productionNumber: $id) { skippedStations { id } blockedBy qualityResults { verdict } }
          buildSheet(productionNumber: $id) { steps { step { station { id } } } qualityPlan { minimum } }
        }`,
      { id },
    )
  expect(await story('V1')).toMatchObject({
    productionOrder: { skippedStations: [{ id: 'T-PAINT' }], blockedBy: [], qualityResults: [{ verdict: 'PASSED' }] },
    buildSheet: { steps: expect.objectContaining({ length: 4 }), qualityPlan: [{ minimum: 3200 }, { minimum: 1 }] },
  })
  expect(await follows('V2')).toEqual([1, 2])
  expect(await story('V2')).toMatchObject({
    productionOrder: { blockedBy: ['brake-force-front'], qualityResults: [{ verdict: 'FAILED' }] },
    buildSheet: { qualityPlan: [{ minimum: 3400 }] },
  })
  await capture(graph, [commissioned(later, 0), atStation(later, 1, 'T-BODY'), atStation(later, 2, 'T-TRIM')])
  expect(await story(later)).toMatchObject({
    productionOrder: { skippedStations: [] },
    buildSheet: { steps: expect.objectContaining({ length: 3 }) },
  })
})

test('a model tells its versions, and what holds now', async () => {
  const { vehicleModel } = await graph.data(`{ vehicleModel(code: "ENV") {
    route { station { id } } qualityPlan { minimum }
    routeVersions { nodes { version validFrom madeAt madeBy steps { station { id } } } }
    first: qualityPlanVersions(first: 1) { nodes { version madeBy limits { minimum } } pageInfo { hasNextPage endCursor } }
  } }`)
  expect(vehicleModel).toMatchObject({
    route: [{}, {}, {}, {}],
    qualityPlan: [{ minimum: 3400 }],
    routeVersions: {
      nodes: [
        { version: 2, madeBy: 'tester', madeAt: expect.any(String), steps: [{}, {}, {}] },
        { version: 1, validFrom: null, madeAt: null, madeBy: null, steps: [{}, {}, {}, {}] },
      ],
    },
    first: { nodes: [{ version: 2, madeBy: 'tester' }], pageInfo: { hasNextPage: true } },
  })
  const { vehicleModel: rest } = await graph.data(
    `query ($after: String) { vehicleModel(code: "ENV") { qualityPlanVersions(after: $after) { nodes { version } } } }`,
    { after: vehicleModel.first.pageInfo.endCursor },
  )
  expect(rest.qualityPlanVersions.nodes).toEqual([{ version: 1 }])
})

test('a version that was made later holds over an earlier one that becomes valid with it', async () => {
  const start = inDays(40)
  await route({ validFrom: inDays(35), steps: way('T-BODY', 'T-TEST') })
  await route({ validFrom: inDays(30), steps: way('T-BODY', 'T-PAINT', 'T-TEST') })
  const number = await ordered(start)
  const [version] = await follows(number)
  const { productionOrder } = await graph.data(
    `query ($id: ID!) { productionOrder(productionNumber: $id) { routeVersion { steps { station { id } } } } }`,
    { id: number },
  )
  expect(version).toBe(4)
  expect(productionOrder.routeVersion.steps).toHaveLength(3)
})

test('a route or plan that can not be is refused with the reason, and changes nothing', async () => {
  const before = await graph.sql(`select count(*)::int as versions from erp_adapter.model_version`)
  expect(
    await route({
      steps: [
        { position: 1, station: 'T-BODY' },
        { position: 1, station: 'T-BODY' },
        { position: 0, station: 'NONE' },
        { position: 4, station: 'YARD-T' },
      ],
    }),
  ).toEqual({
    __typename: 'RouteRefused',
    message: expect.any(String),
    unknownStations: ['NONE', 'YARD-T'],
    repeatedStations: ['T-BODY'],
    wrongPositions: [0, 1],
  })
  const limit = { measure: 'gap', unit: 'MMT', minimum: 1, maximum: 2 }
  expect(
    await plan({
      limits: [
        limit,
        { ...limit, unit: 'furlong' },
        { ...limit, measure: 'a', minimum: 3 },
        { measure: 'b', unit: 'NEW' },
      ],
    }),
  ).toEqual({
    __typename: 'QualityPlanRefused',
    message: expect.any(String),
    unknownUnits: ['furlong'],
    repeatedMeasures: ['gap'],
    crossedLimits: ['a'],
    openMeasures: ['b'],
  })
  const validFrom = inDays(-1)
  expect(await plan({ limits: [limit], validFrom })).toEqual({ __typename: 'ModelVersionBackdated', validFrom })
  expect(await route({ modelCode: 'NONE', steps: way('T-BODY') })).toEqual({
    __typename: 'ProductionModelUnknown',
    modelCode: 'NONE',
  })
  const codeOf = async (mutation: string, input: object, role: 'developer' | 'call-centre' = 'developer') =>
    (await graph.ask(mutation, { input: { idempotencyKey: randomUUID(), modelCode: 'ENV', ...input } }, { role }))
      .errors?.[0]?.extensions.code
  expect(await codeOf(setRoute, { steps: [] })).toBe('BAD_USER_INPUT')
  expect(await codeOf(setPlan, { limits: [{ ...limit, measure: ' ' }] })).toBe('BAD_USER_INPUT')
  expect(await codeOf(setRoute, { steps: way('T-BODY') }, 'call-centre')).toBe('FORBIDDEN')
  expect(await graph.sql(`select count(*)::int as versions from erp_adapter.model_version`)).toEqual(before)
})

test('the same call makes one version, and versions of one model are made one after the other', async () => {
  const input = { idempotencyKey: 'same', modelCode: 'ENV', steps: way('T-BODY', 'T-TEST') }
  const [one, again] = await Promise.all([graph.data(setRoute, { input }), graph.data(setRoute, { input })])
  expect(again).toEqual(one)
  const many = await Promise.all(Array.from({ length: 5 }, () => route({ steps: way('T-BODY', 'T-TEST') })))
  const first = one.setRoute.routeVersion.version
  expect(many.map(each => each.routeVersion.version).toSorted((a, b) => a - b)).toEqual(
    [1, 2, 3, 4, 5].map(nth => first + nth),
  )
})

test('orders tell their versions in as many statements as one', async () => {
  const ask = (first: number): string => `{ productionOrders(first: ${first}) { nodes {
    routeVersion { steps { station { id } } } qualityPlanVersion { limits { measure } }
  } } }`
  const one = await graph.statementsOf(() => graph.data(ask(1)))
  const all = await graph.statementsOf(() => graph.data(ask(100)))
  expect(all.length).toBe(one.length)
})
