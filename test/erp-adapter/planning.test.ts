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
  for (const wrong of [{ plannedEnd: dates.plannedStart }, { changeFreezeAt: dates.plannedEnd }]) {
    const { errors } = await graph.ask(schedule, {
      input: { idempotencyKey: 'e', productionNumber: 'none', ...dates, ...wrong },
    })
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  }
  expect(await graph.sql(`select count(*)::int as orders from erp_adapter.production_order`)).toEqual(before)
})
