import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { capture, commissioned } from './factory.ts'
import { tell } from './neighbours.ts'
import { describePlant } from './plant.ts'

let graph: TestGraph
const hour = 3_600_000
const inHours = (hours: number): string => new Date(Date.now() + hours * hour).toISOString()

/** Makes orders of the plant's model by their production numbers, each planned from an hour from now to another. */
async function schedule(plans: Readonly<Record<string, readonly [start: number, end: number]>>): Promise<void> {
  const numbers = Object.keys(plans)
  await graph.sql(
    `insert into erp_adapter.production_order (production_number, model_code, plant_id)
     select number, 'ENV', 'PLANT-T' from unnest($1::text[]) as number`,
    [numbers],
  )
  await graph.sql(
    `insert into erp_adapter.vehicle (production_number, model_code) select number, 'ENV' from unnest($1::text[]) as number`,
    [numbers],
  )
  const orders = Object.entries(plans).map(([productionNumber, [start, end]]) => ({
    productionNumber,
    plannedStart: inHours(start),
    plannedEnd: inHours(end),
    changeFreezeAt: inHours(start - 2),
  }))
  const { scheduleProductionOrders } = await graph.data(
    `mutation ($input: ScheduleProductionOrdersInput!) {
      scheduleProductionOrders(input: $input) { ... on ScheduleProductionOrdersSuccess { scheduled refused } }
    }`,
    { input: { idempotencyKey: numbers.join(), orders } },
  )
  expect(scheduleProductionOrders).toEqual({ scheduled: numbers.length, refused: 0 })
}

beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
  await graph.sql(`
    insert into erp_adapter.place (id, kind, name_zh, name_en) values ('PLANT-U', 'PLANT', '武汉工厂', 'Wuhan plant')`)
  await graph.sql(`
    insert into erp_adapter.vehicle_model (code, brand, name_zh, name_en, series, model_year, plant_id)
    values ('REG', 'Buick', '君威', 'Regal', 'Regal', 2027, 'PLANT-U')`)
  await tell(graph, 'sales.OrderPlaced', {
    orderId: 'order-l',
    kind: 'BUILD',
    customerId: 'customer-1',
    dealerId: 'dealer-t',
    modelCode: 'REG',
    options: [],
    vin: null,
    placedAt: inHours(-30),
  })
  await schedule({ L1: [10, 30], L2: [1, 20], L3: [-5, 40], L4: [-20, -1], L5: [-20, 5], L6: [200, 210] })
  await capture(graph, [commissioned('L4', 0), commissioned('L5', 0)])
  await graph.sql(
    `insert into erp_adapter.material_plan (id, plant_id, from_day, to_day, made_by)
     values ('plan-l', 'PLANT-T', '2026-01-01', '2026-02-01', 'test')`,
  )
  await graph.sql(`insert into erp_adapter.part (number, name_zh, name_en) values ('AXLE', '轴', 'Axle')`)
  await graph.sql(
    `insert into erp_adapter.production_delay (production_number, plan_id, part_number) values ('L1', 'plan-l', 'AXLE')`,
  )
})
afterAll(() => graph.stop())

const list = `query ($filter: ProductionOrderFilter, $first: Int, $after: String, $orderBy: ProductionOrderSort) {
  productionOrders(filter: $filter, first: $first, after: $after, orderBy: $orderBy) {
    nodes { productionNumber }
    pageInfo { hasNextPage endCursor }
  }
}`
const namesOf = async (filter: object | null, page: object = {}): Promise<string[]> =>
  (await graph.data(list, { filter, ...page })).productionOrders.nodes.map(({ productionNumber }: any) =>
    productionNumber.startsWith('AG') ? 'sold' : productionNumber,
  )

test('a planner finds orders by state, plant, model, period, freeze, lateness, parts and sales order', async () => {
  expect(await namesOf(null)).toEqual(['L4', 'L5', 'L3', 'L2', 'L1', 'L6', 'sold'])
  expect(await namesOf({ states: ['SCHEDULED'] })).toEqual(['L3', 'L2', 'L1', 'L6'])
  expect(await namesOf({ states: ['IN_PRODUCTION', 'PLANNED'] })).toEqual(['L4', 'L5', 'sold'])
  expect(await namesOf({ states: [] })).toEqual([])
  expect(await namesOf({ plants: ['PLANT-U'] })).toEqual(['sold'])
  expect(await namesOf({ models: ['ENV'], plants: ['PLANT-T', 'PLANT-U'], states: ['IN_PRODUCTION'] })).toEqual([
    'L4',
    'L5',
  ])
  expect(await namesOf({ plannedFrom: inHours(0), plannedUntil: inHours(100) })).toEqual(['L2', 'L1'])
  expect(await namesOf({ plannedFrom: inHours(100) })).toEqual(['L6'])
  expect(await namesOf({ frozen: true })).toEqual(['L4', 'L5', 'L3', 'L2'])
  expect(await namesOf({ frozen: false })).toEqual(['L1', 'L6', 'sold'])
  expect(await namesOf({ late: true })).toEqual(['L4', 'L3'])
  expect(await namesOf({ late: false })).toEqual(['L5', 'L2', 'L1', 'L6', 'sold'])
  expect(await namesOf({ waitingForParts: true })).toEqual(['L1'])
  expect(await namesOf({ waitingForParts: false, states: ['SCHEDULED'] })).toEqual(['L3', 'L2', 'L6'])
  expect(await namesOf({ salesOrder: 'order-l' })).toEqual(['sold'])
  expect(await namesOf({ forStock: false })).toEqual(['sold'])
  expect(await namesOf({ forStock: true, frozen: false })).toEqual(['L1', 'L6'])
  expect(await namesOf(null, { orderBy: 'PLANNED_END' })).toEqual(['L4', 'L5', 'L2', 'L1', 'L3', 'L6', 'sold'])
})

test('the freeze that a filter means is the one that an order tells', async () => {
  for (const frozen of [true, false]) {
    const { productionOrders } = await graph.data(
      `query ($frozen: Boolean) { productionOrders(filter: { frozen: $frozen }) { nodes { frozen } } }`,
      { frozen },
    )
    expect(productionOrders.nodes.length).toBeGreaterThan(0)
    for (const node of productionOrders.nodes) expect(node).toEqual({ frozen })
  }
})

test('pages follow each other in every order, and a cursor is of one order alone', async () => {
  for (const orderBy of ['PLANNED_START', 'PLANNED_END', 'NEWEST']) {
    const all = await namesOf(null, { orderBy })
    const paged: string[] = []
    let after: string | null = null
    do {
      const { productionOrders }: any = await graph.data(list, { first: 2, after, orderBy })
      paged.push(
        ...productionOrders.nodes.map(({ productionNumber }: any) => productionNumber.replace(/^AG.*/, 'sold')),
      )
      after = productionOrders.pageInfo.hasNextPage ? productionOrders.pageInfo.endCursor : null
    } while (after !== null)
    expect(paged).toEqual(all)
  }
  const { productionOrders } = await graph.data(list, { first: 1 })
  const { errors } = await graph.ask(list, { after: productionOrders.pageInfo.endCursor, orderBy: 'NEWEST' })
  expect(errors?.[0]?.extensions.code).toBe('CURSOR_INVALID')
})

test('orders are counted by their states', async () => {
  const counts = `query ($filter: ProductionOrderFilter) { productionOrderCounts(filter: $filter) {
    orders exact late waitingForParts states { state orders late waitingForParts }
  } }`
  const state = (name: string, orders: number, late: number, waitingForParts = 0): object => ({
    state: name,
    orders,
    late,
    waitingForParts,
  })
  expect((await graph.data(counts)).productionOrderCounts).toEqual({
    orders: 7,
    exact: true,
    late: 2,
    waitingForParts: 1,
    states: [state('PLANNED', 1, 0), state('SCHEDULED', 4, 1, 1), state('IN_PRODUCTION', 2, 1)],
  })
  expect((await graph.data(counts, { filter: { models: ['NONE'] } })).productionOrderCounts).toEqual({
    orders: 0,
    exact: true,
    late: 0,
    waitingForParts: 0,
    states: [],
  })
})

test('a filter that can not be meant is a fault', async () => {
  const codeOf = async (variables: object): Promise<unknown> =>
    (await graph.ask(list, { ...variables })).errors?.[0]?.extensions.code
  const many = Array.from({ length: 101 }, (_, index) => `M${index}`)
  expect(await codeOf({ filter: { models: many } })).toBe('BAD_USER_INPUT')
  expect(await codeOf({ filter: { plannedFrom: inHours(2), plannedUntil: inHours(1) } })).toBe('BAD_USER_INPUT')
  expect(await codeOf({ first: 0 })).toBe('BAD_USER_INPUT')
  expect(await codeOf({ after: 'x' })).toBe('CURSOR_INVALID')
})

test('a page of orders with their cars, models and alarms takes as many statements as one order', async () => {
  const page = (first: number): string => `{
    productionOrders(first: ${first}) { nodes {
      state frozen delay { readyOn } model { nameEn } plant { nameEn } vehicle { status whereabouts { kind } }
      skippedStations { id } alarms { kind }
    } }
    productionOrderCounts { states { orders } }
  }`
  const one = await graph.statementsOf(() => graph.data(page(1)))
  const all = await graph.statementsOf(() => graph.data(page(50)))
  expect(all.length).toBe(one.length)
  expect(all.length).toBe(7)
})
