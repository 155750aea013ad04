import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { capture, commissioned } from './factory.ts'
import { describePlant } from './plant.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
})
afterAll(() => graph.stop())

const createOrder = `mutation ($input: CreateProductionOrderInput!) { createProductionOrder(input: $input) {
  __typename
  ... on CreateProductionOrderSuccess { productionOrder { productionNumber plant { id } state } }
  ... on ProductionModelUnknown { modelCode }
  ... on ProductionPlantUnknown { plant }
  ... on ProductionOptionsRefused { unknown conflicting }
} }`
const schedule = `mutation ($input: ScheduleProductionInput!) { scheduleProduction(input: $input) {
  __typename
  ... on ScheduleProductionSuccess { productionOrder { state frozen plannedStart changeFreezeAt erpStatuses } }
  ... on ProductionOrderUnknown { productionNumber }
  ... on ProductionNotPlannable { status }
  ... on ProductionDatesRefused { message }
} }`

test('a car is taken into production and scheduled, once for each key', async () => {
  const input = { idempotencyKey: 'make-1', modelCode: 'ENV', options: ['RED'] }
  const [first, again] = await Promise.all([graph.data(createOrder, { input }), graph.data(createOrder, { input })])
  expect(again).toEqual(first)
  const { productionNumber } = first.createProductionOrder.productionOrder
  expect(first.createProductionOrder).toEqual({
    __typename: 'CreateProductionOrderSuccess',
    productionOrder: { productionNumber, plant: { id: 'PLANT-T' }, state: 'PLANNED' },
  })
  const dates = { plannedStart: '2090-01-10T00:00:00.000Z', plannedEnd: '2090-01-12T00:00:00.000Z' }
  const scheduled = await graph.data(schedule, {
    input: { idempotencyKey: 'plan-1', productionNumber, ...dates, changeFreezeAt: '2090-01-05T00:00:00.000Z' },
  })
  expect(scheduled.scheduleProduction).toEqual({
    __typename: 'ScheduleProductionSuccess',
    productionOrder: {
      state: 'SCHEDULED',
      frozen: false,
      plannedStart: dates.plannedStart,
      changeFreezeAt: '2090-01-05T00:00:00.000Z',
      erpStatuses: ['CRTD'],
    },
  })
  await capture(graph, [{ ...commissioned(productionNumber, 0), eventTime: '2090-01-10T00:00:00.000Z' }])
  const late = await graph.data(schedule, { input: { idempotencyKey: 'plan-2', productionNumber, ...dates } })
  expect(late.scheduleProduction).toEqual({ __typename: 'ProductionNotPlannable', status: 'BROADCAST' })
})

test('an order that no plant can build is refused with the reason, and changes nothing', async () => {
  const before = await graph.sql(`select count(*)::int as orders from erp_adapter.production_order`)
  const ask = async (input: object) => (await graph.data(createOrder, { input })).createProductionOrder
  expect(await ask({ idempotencyKey: 'a', modelCode: 'NONE' })).toEqual({
    __typename: 'ProductionModelUnknown',
    modelCode: 'NONE',
  })
  expect(await ask({ idempotencyKey: 'b', modelCode: 'ENV', plant: 'NONE' })).toEqual({
    __typename: 'ProductionPlantUnknown',
    plant: 'NONE',
  })
  expect(await ask({ idempotencyKey: 'c', modelCode: 'ENV', options: ['RED', 'WHT', 'XXX'] })).toEqual({
    __typename: 'ProductionOptionsRefused',
    unknown: ['XXX'],
    conflicting: ['RED', 'WHT'],
  })
  const dates = { plannedStart: '2090-01-10T00:00:00.000Z', plannedEnd: '2090-01-12T00:00:00.000Z' }
  const unknown = await graph.data(schedule, { input: { idempotencyKey: 'd', productionNumber: 'none', ...dates } })
  expect(unknown.scheduleProduction).toEqual({ __typename: 'ProductionOrderUnknown', productionNumber: 'none' })
  expect(await graph.sql(`select count(*)::int as orders from erp_adapter.production_order`)).toEqual(before)
})

const scheduleMany = `mutation ($input: ScheduleProductionOrdersInput!) { scheduleProductionOrders(input: $input) {
  __typename
  ... on ScheduleProductionOrdersSuccess { scheduled refused outcomes { ...outcome } }
  ... on ProductionSchedulesRefused { message outcomes { ...outcome } }
} }
fragment outcome on OrderScheduling {
  productionNumber
  productionOrder { state plannedStart }
  refusal {
    __typename
    ... on ProductionOrderUnknown { message }
    ... on ProductionNotPlannable { status }
    ... on ProductionDatesRefused { message }
  }
}`
const dates = { plannedStart: '2091-01-10T00:00:00.000Z', plannedEnd: '2091-01-12T00:00:00.000Z' }

async function ordered(count: number): Promise<string[]> {
  const made = Array.from({ length: count }, () => ({ idempotencyKey: crypto.randomUUID(), modelCode: 'ENV' }))
  const answers = await Promise.all(made.map(input => graph.data(createOrder, { input })))
  return answers.map(answer => answer.createProductionOrder.productionOrder.productionNumber)
}

test('a set of orders gets its dates, each for itself, once for each key', async () => {
  const [first = '', second = '', begun = ''] = await ordered(3)
  await capture(graph, [commissioned(begun, 0)])
  const input = {
    idempotencyKey: 'set-1',
    orders: [
      { productionNumber: first, ...dates },
      { productionNumber: 'none', ...dates },
      { productionNumber: begun, ...dates },
      { productionNumber: second, ...dates, plannedEnd: dates.plannedStart },
    ],
  }
  const [answer, again] = await Promise.all([graph.data(scheduleMany, { input }), graph.data(scheduleMany, { input })])
  expect(again).toEqual(answer)
  expect(answer.scheduleProductionOrders).toEqual({
    __typename: 'ScheduleProductionOrdersSuccess',
    scheduled: 1,
    refused: 3,
    outcomes: [
      {
        productionNumber: first,
        productionOrder: { state: 'SCHEDULED', plannedStart: dates.plannedStart },
        refusal: null,
      },
      {
        productionNumber: 'none',
        productionOrder: null,
        refusal: { __typename: 'ProductionOrderUnknown', message: 'There is no production order none.' },
      },
      {
        productionNumber: begun,
        productionOrder: { state: 'IN_PRODUCTION', plannedStart: null },
        refusal: { __typename: 'ProductionNotPlannable', status: 'BROADCAST' },
      },
      {
        productionNumber: second,
        productionOrder: { state: 'PLANNED', plannedStart: null },
        refusal: {
          __typename: 'ProductionDatesRefused',
          message: 'plannedEnd is not after plannedStart; it must be.',
        },
      },
    ],
  })
  const late = { ...dates, changeFreezeAt: dates.plannedEnd }
  const refused = await graph.data(scheduleMany, {
    input: { idempotencyKey: 'set-2', orders: [{ productionNumber: second, ...late }] },
  })
  expect(refused.scheduleProductionOrders).toMatchObject({
    __typename: 'ProductionSchedulesRefused',
    message: 'None of the orders can have these dates.',
    outcomes: [{ productionNumber: second, productionOrder: { state: 'PLANNED' } }],
  })
  const one = await graph.data(schedule, { input: { idempotencyKey: 'one', productionNumber: second, ...late } })
  expect(one.scheduleProduction).toEqual({
    __typename: 'ProductionDatesRefused',
    message: 'changeFreezeAt is after plannedStart; it can be at the start or before.',
  })
})

test('a set that names an order twice, none, or too many is a fault, and so is a caller who plans nothing', async () => {
  const [order = ''] = await ordered(1)
  const codeOf = async (orders: readonly object[], role: 'developer' | 'call-centre' = 'developer'): Promise<unknown> =>
    (await graph.ask(scheduleMany, { input: { idempotencyKey: crypto.randomUUID(), orders } }, { role })).errors?.[0]
      ?.extensions.code
  const wanted = { productionNumber: order, ...dates }
  expect(await codeOf([wanted, wanted])).toBe('BAD_USER_INPUT')
  expect(await codeOf([])).toBe('BAD_USER_INPUT')
  expect(await codeOf(Array.from({ length: 1001 }, (_, nth) => ({ ...wanted, productionNumber: `N${nth}` })))).toBe(
    'BAD_USER_INPUT',
  )
  expect(await codeOf([wanted], 'call-centre')).toBe('FORBIDDEN')
  const { productionOrder } = await graph.data(
    `query ($number: ID!) { productionOrder(productionNumber: $number) { plannedStart } }`,
    { number: order },
  )
  expect(productionOrder).toEqual({ plannedStart: null })
})

test('forty orders are scheduled in as many statements as two', async () => {
  const numbers = await ordered(42)
  const statementsFor = (some: readonly string[]): Promise<string[]> =>
    graph.statementsOf(() =>
      graph.data(scheduleMany, {
        input: {
          idempotencyKey: crypto.randomUUID(),
          orders: some.map(productionNumber => ({ productionNumber, ...dates })),
        },
      }),
    )
  const two = await statementsFor(numbers.slice(0, 2))
  const forty = await statementsFor(numbers.slice(2))
  const ours = (texts: readonly string[]): number => texts.filter(text => text.startsWith('erp_adapter:')).length
  expect(ours(forty)).toBe(ours(two))
})
