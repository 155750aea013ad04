import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { at, atStation, capture, commissioned, moment } from './factory.ts'
import { tell, told } from './neighbours.ts'
import { describePlant } from './plant.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
})
afterAll(() => graph.stop())

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
  await tell(graph, 'sales.OrderPlaced', placed('order-1', 'BUILD'))
  await tell(graph, 'sales.OrderPlaced', placed('order-1', 'BUILD'))
  const car = await ofOrder('order-1')
  expect(car).toEqual({
    productionNumber: expect.stringMatching(/^AG\d{9}$/),
    status: 'ACCEPTED',
    availability: 'RESERVED',
    configuration: [{ code: 'RED' }, { code: '2.0T' }],
    productionOrder: { salesOrder: { id: 'order-1' }, state: 'PLANNED', frozen: false },
  })
  const { productionNumber } = car
  expect(await told(graph, 'erp.ProductionOrderCreated', 'order-1')).toEqual([
    { productionNumber, orderId: 'order-1', createdAt: '2024-09-01T08:00:00.000Z' },
  ])
  expect(await told(graph, 'erp.VehicleStatusChanged', productionNumber)).toEqual([
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
  await tell(graph, 'sales.OrderPlaced', placed('order-2', 'BUILD', { modelCode: 'NONE' }))
  expect(await told(graph, 'erp.ProductionOrderCreated', 'order-2')).toEqual([])
})

test('a cancelled order is not built, and a cancelled reservation frees the car', async () => {
  await tell(graph, 'sales.OrderPlaced', placed('order-3', 'BUILD'))
  const { productionNumber } = await ofOrder('order-3')
  await tell(graph, 'sales.OrderCancelled', {
    orderId: 'order-3',
    vin: null,
    cancelledAt: '2024-09-02T08:00:00.000Z',
  })
  await tell(graph, 'sales.OrderCancelled', {
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
  await tell(graph, 'sales.OrderPlaced', placed('order-4', 'STOCK', { vin }))
  expect(await askCar()).toEqual({
    status: 'AT_DEALER',
    availability: 'RESERVED',
    whereabouts: { kind: 'DEALER' },
    productionOrder: { salesOrder: { id: 'order-4' } },
  })
  await tell(graph, 'sales.OrderCancelled', { orderId: 'order-4', vin, cancelledAt: moment(50) })
  expect(await askCar()).toMatchObject({ availability: 'AVAILABLE', productionOrder: { salesOrder: null } })

  const sale = {
    saleId: 'sale-1',
    kind: 'NEW',
    vin,
    modelCode: 'ENV',
    customerId: 'customer-1',
    dealerId: 'dealer-t',
    soldAt: moment(100),
    price: { amount: '269800.00', currency: 'CNY' },
    orderId: null,
  }
  await tell(graph, 'sales.RetailSaleRegistered', sale)
  await tell(graph, 'sales.RetailSaleRegistered', sale)
  await tell(graph, 'sales.RetailSaleRegistered', { ...sale, saleId: 'sale-2', kind: 'USED' })
  expect(await askCar()).toMatchObject({ status: 'DELIVERED', availability: 'SOLD', whereabouts: { kind: 'SOLD' } })
  expect(
    (await told(graph, 'erp.VehicleStatusChanged', 'R1')).filter(each => each.status === 'DELIVERED'),
  ).toHaveLength(1)
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
  await tell(graph, 'sales.RetailSaleRegistered', {
    saleId: 'sale-3',
    kind: 'NEW',
    vin: '1M8GDM9AXKP042788',
    modelCode: 'ENV',
    customerId: 'customer-1',
    dealerId: 'dealer-t',
    soldAt: moment(100),
    price: { amount: '1.00', currency: 'CNY' },
    orderId: null,
  })
  expect(
    await graph.sql(
      `select count(*)::int as sales from erp_adapter.event_log where production_number = 'R2' and biz_step = 'retail_selling'`,
    ),
  ).toEqual([{ sales: 1 }])
})
