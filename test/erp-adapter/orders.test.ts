import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { at, atStation, capture, carEvent, commissioned } from './factory.ts'
import { describePlant } from './plant.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
})
afterAll(() => graph.stop())

/** Gives the ERP an event of another subgraph, and waits until it has worked. */
async function tell(type: string, key: string, payload: unknown): Promise<void> {
  await graph.sql(
    `with event as (insert into platform.event (type, key, payload) values ($1, $2, $3) returning id, key)
     insert into platform.delivery (consumer, event_id, key) select 'erp-adapter', id, key from event`,
    [type, key, JSON.stringify(payload)],
  )
  await graph.sql(`select pg_notify('autograph_delivery', 'erp-adapter')`)
  await graph.settled()
}

const told = async (type: string, key: string): Promise<any[]> =>
  (await graph.sql(`select payload from platform.event where type = $1 and key = $2 order by id`, [type, key])).map(
    row => row.payload,
  )

const placed = (orderId: string, kind: 'BUILD' | 'STOCK', fields: object = {}) => ({
  orderId,
  kind,
  customerId: 'customer-1',
  dealerId: 'dealer-t',
  modelCode: 'ENV',
  options: ['RED'],
  vin: null,
  placedAt: '2024-09-01T08:00:00.000Z',
  ...fields,
})

const ofOrder = async (orderId: string): Promise<any> => {
  const { vehicles } = await graph.data(`{
    vehicles {
      nodes { productionNumber status availability configuration { code } productionOrder { salesOrder { id } state frozen } }
    }
  }`)
  return vehicles.nodes.find((node: any) => node.productionOrder.salesOrder?.id === orderId) ?? null
}

test('an order to build becomes a production order, once, and the sales order hears of it', async () => {
  await tell('sales.OrderPlaced', 'order-1', placed('order-1', 'BUILD'))
  await tell('sales.OrderPlaced', 'order-1', placed('order-1', 'BUILD'))
  const car = await ofOrder('order-1')
  expect(car).toEqual({
    productionNumber: expect.stringMatching(/^AG\d{9}$/),
    status: 'ACCEPTED',
    availability: 'RESERVED',
    configuration: [{ code: 'RED' }, { code: '2.0T' }],
    productionOrder: { salesOrder: { id: 'order-1' }, state: 'PLANNED', frozen: false },
  })
  const { productionNumber } = car
  expect(await told('erp.ProductionOrderCreated', 'order-1')).toEqual([
    { productionNumber, orderId: 'order-1', createdAt: '2024-09-01T08:00:00.000Z' },
  ])
  expect(await told('erp.VehicleStatusChanged', productionNumber)).toEqual([
    {
      productionNumber,
      vin: null,
      orderId: 'order-1',
      modelCode: 'ENV',
      status: 'ACCEPTED',
      previous: 'ORDERED',
      at: '2024-09-01T08:00:00.000Z',
    },
  ])
})

test('an order of a model that no plant builds makes no production order', async () => {
  await tell('sales.OrderPlaced', 'order-2', placed('order-2', 'BUILD', { modelCode: 'NONE' }))
  expect(await told('erp.ProductionOrderCreated', 'order-2')).toEqual([])
})

test('a cancelled order is not built, and a cancelled reservation frees the car', async () => {
  await tell('sales.OrderPlaced', 'order-3', placed('order-3', 'BUILD'))
  const { productionNumber } = await ofOrder('order-3')
  await tell('sales.OrderCancelled', 'order-3', {
    orderId: 'order-3',
    vin: null,
    cancelledAt: '2024-09-02T08:00:00.000Z',
  })
  await tell('sales.OrderCancelled', 'order-3', {
    orderId: 'order-3',
    vin: null,
    cancelledAt: '2024-09-02T08:00:00.000Z',
  })
  const { vehicleByProductionNumber } = await graph.data(
    `query ($id: ID!) { vehicleByProductionNumber(productionNumber: $id) {
      status availability productionOrder { state erpStatuses salesOrder { id } }
    } }`,
    { id: productionNumber },
  )
  expect(vehicleByProductionNumber).toEqual({
    status: 'CANCELLED',
    availability: 'NOT_RELEASED',
    productionOrder: { state: 'CANCELLED', erpStatuses: ['DLFL'], salesOrder: null },
  })
})

const vin = '1HGCM82633A004352'
const askCar = async (): Promise<any> =>
  (
    await graph.data(
      `{ vehicle(vin: "${vin}") { status availability whereabouts { kind } productionOrder { salesOrder { id } } } }`,
    )
  ).vehicle

test('a stock car is reserved for an order, freed again, and sold', async () => {
  await capture(graph, [
    commissioned('R1', 0),
    atStation('R1', 1, 'T-TRIM', { 'autograph:vin': vin }),
    at('R1', 2, ['storing', 'YARD-T']),
    at('R1', 3, ['staging_outbound', 'YARD-T']),
    at('R1', 4, ['departing', 'YARD-T']),
    at('R1', 5, ['receiving', 'DLR-T']),
  ])
  await tell('sales.OrderPlaced', 'order-4', placed('order-4', 'STOCK', { vin }))
  expect(await askCar()).toEqual({
    status: 'AT_DEALER',
    availability: 'RESERVED',
    whereabouts: { kind: 'DEALER' },
    productionOrder: { salesOrder: { id: 'order-4' } },
  })
  await tell('sales.OrderCancelled', 'order-4', { orderId: 'order-4', vin, cancelledAt: '2024-10-02T08:00:00.000Z' })
  expect(await askCar()).toMatchObject({ availability: 'AVAILABLE', productionOrder: { salesOrder: null } })

  const sale = {
    saleId: 'sale-1',
    kind: 'NEW',
    vin,
    modelCode: 'ENV',
    customerId: 'customer-1',
    dealerId: 'dealer-t',
    soldAt: '2024-10-05T08:00:00.000Z',
    price: { amount: '269800.00', currency: 'CNY' },
    orderId: null,
  }
  await tell('sales.RetailSaleRegistered', vin, sale)
  await tell('sales.RetailSaleRegistered', vin, sale)
  await tell('sales.RetailSaleRegistered', vin, { ...sale, saleId: 'sale-2', kind: 'USED' })
  expect(await askCar()).toMatchObject({ status: 'DELIVERED', availability: 'SOLD', whereabouts: { kind: 'SOLD' } })
  expect((await told('erp.VehicleStatusChanged', 'R1')).filter(each => each.status === 'DELIVERED')).toHaveLength(1)
  expect(
    await graph.sql(`select count(*)::int as sales from erp_adapter.event_log where biz_step = 'retail_selling'`),
  ).toEqual([{ sales: 1 }])
})

test('a sale that the factory reported first is not appended again', async () => {
  await capture(graph, [
    commissioned('R2', 0),
    atStation('R2', 1, 'T-TRIM', { 'autograph:vin': '1M8GDM9AXKP042788' }),
    at('R2', 9, ['retail_selling', 'DLR-T'], { disposition: 'retail_sold' }),
  ])
  await tell('sales.RetailSaleRegistered', '1M8GDM9AXKP042788', {
    saleId: 'sale-3',
    kind: 'NEW',
    vin: '1M8GDM9AXKP042788',
    modelCode: 'ENV',
    customerId: 'customer-1',
    dealerId: 'dealer-t',
    soldAt: '2024-10-05T08:00:00.000Z',
    price: { amount: '1.00', currency: 'CNY' },
    orderId: null,
  })
  expect(
    await graph.sql(
      `select count(*)::int as sales from erp_adapter.event_log where production_number = 'R2' and biz_step = 'retail_selling'`,
    ),
  ).toEqual([{ sales: 1 }])
})

test('a recall names the cars that were built so, and each one built so later', async () => {
  const parts = [{ number: 'AIRBAG-7', batch: 'B1' }]
  await capture(graph, [
    commissioned('Q1', 0),
    atStation('Q1', 1, 'T-TRIM', { 'autograph:vin': '5GZCZ43D13S812715', 'autograph:parts': parts }),
    commissioned('Q2', 0),
    atStation('Q2', 1, 'T-TRIM', { 'autograph:parts': parts }),
    commissioned('Q3', 0),
    atStation('Q3', 1, 'T-TRIM', {
      'autograph:parts': [{ number: 'AIRBAG-7', batch: 'B2' }],
      'autograph:vin': 'WBA00000000000001',
    }),
  ])
  const criteria = { modelCodes: ['ENV'], station: 'T-TRIM', partNumber: 'AIRBAG-7', partBatch: 'B1' }
  await tell('service.RecallOpened', 'recall-1', { recallId: 'recall-1', criteria })
  await tell('service.RecallOpened', 'recall-1', { recallId: 'recall-1', criteria })
  expect(await told('erp.RecallScopeResolved', 'recall-1')).toEqual([
    { recallId: 'recall-1', vins: ['5GZCZ43D13S812715'] },
  ])
  await capture(graph, [carEvent('Q2', 5, { bizStep: 'encoding', 'autograph:vin': 'WBA00000000000002' })])
  await capture(graph, [at('Q2', 6, ['storing', 'YARD-T'])])
  expect(await told('erp.RecallScopeResolved', 'recall-1')).toEqual([
    { recallId: 'recall-1', vins: ['5GZCZ43D13S812715'] },
    { recallId: 'recall-1', vins: ['WBA00000000000002'] },
  ])
})

test('a recall by the day of building counts days of the plant', async () => {
  await capture(graph, [
    commissioned('Q4', 0),
    carEvent('Q4', 5, { bizStep: 'encoding', 'autograph:vin': 'WBA00000000000004' }),
    at('Q4', 17, ['storing', 'YARD-T']),
  ])
  await tell('service.RecallOpened', 'recall-2', {
    recallId: 'recall-2',
    criteria: { builtFrom: '2024-10-02', builtTo: '2024-10-02' },
  })
  expect(await told('erp.RecallScopeResolved', 'recall-2')).toEqual([
    { recallId: 'recall-2', vins: ['WBA00000000000004'] },
  ])
})

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
