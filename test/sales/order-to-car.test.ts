import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, atStation, capture, commissioned, measured, moment } from '../erp-adapter/factory.ts'
import { describePlant } from '../erp-adapter/plant.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { seedMarket } from './market.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
  await seedMarket(graph)
  await graph.sql(`insert into sales.model_offer values ('ENV', 200000, 'CNY')`)
})
afterAll(() => graph.stop())

test('an order becomes a car, and the car that is handed over is sold and owned', async () => {
  const vin = '1HGCM82633A004352'
  const { placeOrder } = await graph.data(
    `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { ... on PlaceOrderSuccess { order { id } } } }`,
    {
      input: { idempotencyKey: 'o-1', kind: 'BUILD', dealerId: 'd-sh-1', customerId: 'c-1', modelCode: 'ENV' },
    },
  )
  const orderId = placeOrder.order.id
  const orderNow = async () =>
    (await graph.data(`{ salesOrder(id: "${orderId}") { status productionNumber vin } }`)).salesOrder
  await graph.settled()
  const { productionNumber, ...accepted } = await orderNow()
  expect(accepted).toEqual({ status: 'ACCEPTED', vin: null })

  await capture(graph, [
    commissioned(productionNumber, 0),
    atStation(productionNumber, 1, 'T-BODY', { 'autograph:vin': vin }),
    atStation(productionNumber, 2, 'T-PAINT'),
    atStation(productionNumber, 3, 'T-TRIM'),
    measured(productionNumber, 4, 3300),
    at(productionNumber, 5, ['storing', 'YARD-T'], { disposition: 'sellable_not_accessible' }),
    at(productionNumber, 9, ['receiving', 'DLR-T'], { disposition: 'sellable_accessible' }),
  ])
  await graph.settled()
  expect(await orderNow()).toEqual({ status: 'AT_DEALER', productionNumber, vin })

  await capture(graph, [at(productionNumber, 20, ['retail_selling', 'DLR-T'], { disposition: 'retail_sold' })])
  await graph.settled()
  const { vehicle } = await graph.data(`{ vehicle(vin: "${vin}") {
    productionNumber status
    sales { nodes { kind soldAt price { amount } dealer { name } buyer { id } order { id status } } }
    owners(current: true) { role customer { id } from } } }`)
  const soldAt = moment(20)
  expect(vehicle).toEqual({
    productionNumber,
    status: 'DELIVERED',
    sales: {
      nodes: [
        {
          kind: 'NEW',
          soldAt,
          price: { amount: '200000.00' },
          dealer: { name: 'Yongda Pudong' },
          buyer: { id: 'c-1' },
          order: { id: orderId, status: 'DELIVERED' },
        },
      ],
    },
    owners: [{ role: 'OWNER', customer: { id: 'c-1' }, from: soldAt }],
  })
})
