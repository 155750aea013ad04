import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { carBecame, stockCar, vinNumber } from './factory-news.ts'
import { seedMarket } from './market.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await seedMarket(graph)
})
afterAll(() => graph.stop())

const placeOrder = `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) {
  __typename
  ... on PlaceOrderSuccess { order { id status reservedUntil queuePosition vin modelCode } }
  ... on VehicleReserved { message until queueLength vehicle { vin } }
  ... on VehicleAlreadySold { message soldAt dealer { name } vehicle { vin } }
  ... on VehicleUnknown { message vin }
  ... on VehicleNotAvailable { message status vehicle { vin } }
} }`

const reserve = async (vin: string, customerId: string, input: object = {}) => {
  const order = { kind: 'STOCK', dealerId: 'd-sh-1', vin, customerId, ...input }
  return (await graph.data(placeOrder, { input: { idempotencyKey: randomUUID(), ...order } })).placeOrder
}
const cancel = (orderId: string) =>
  graph.data(
    'mutation ($input: CancelOrderInput!) { cancelOrder(input: $input) { ... on CancelOrderSuccess { order { status } } } }',
    { input: { idempotencyKey: randomUUID(), orderId } },
  )
const orderOf = async (id: string) =>
  (await graph.data(`{ salesOrder(id: "${id}") { status queuePosition reservedUntil } }`)).salesOrder

/** Lets the time of a reservation be over, and its end be told. */
async function letTimePass(orderId: string): Promise<void> {
  await graph.sql(`update sales.sales_order set reserved_until = now() where id = $1`, [orderId])
  await graph.sql(`update platform.delivery set not_before = now() where key = $1`, [`reservation of ${orderId}`])
  await graph.settled()
}

test('a stock car is reserved for the hours named; another is told until when', async () => {
  const vin = await stockCar(graph, 1)
  const { order } = await reserve(vin, 'c-1', { holdHours: 24 })
  expect(order).toMatchObject({ status: 'RESERVED', queuePosition: null, vin, modelCode: 'ENVISION-GS' })
  expect((Date.parse(order.reservedUntil) - Date.now()) / 3_600_000).toBeCloseTo(24, 1)
  expect(await reserve(vin, 'c-2')).toEqual({
    __typename: 'VehicleReserved',
    message: `The car is reserved until ${order.reservedUntil}: queue for it with joinQueue, or choose another.`,
    until: order.reservedUntil,
    queueLength: 0,
    vehicle: { vin },
  })
})

test('of twelve concurrent reservations of a car one wins', async () => {
  const vin = await stockCar(graph, 2)
  const answers = await Promise.all(Array.from({ length: 12 }, (_, place) => reserve(vin, `c-${place}`)))
  const count = (name: string) => answers.filter(({ __typename }) => __typename === name).length
  expect([count('PlaceOrderSuccess'), count('VehicleReserved')]).toEqual([1, 11])
})

test('the losers queue with a position, and a cancelled reservation goes to the first of them', async () => {
  const vin = await stockCar(graph, 3)
  const winner = await reserve(vin, 'c-1')
  const first = await reserve(vin, 'c-2', { joinQueue: true })
  const second = await reserve(vin, 'c-3', { joinQueue: true, holdHours: 1 })
  expect([first.order, second.order]).toMatchObject([
    { status: 'QUEUED', queuePosition: 1, reservedUntil: null },
    { status: 'QUEUED', queuePosition: 2, reservedUntil: null },
  ])
  await cancel(winner.order.id)
  expect(await orderOf(first.order.id)).toEqual({
    status: 'RESERVED',
    queuePosition: null,
    reservedUntil: expect.any(String),
  })
  expect(await orderOf(second.order.id)).toMatchObject({ status: 'QUEUED', queuePosition: 1 })
  const told = await graph.sql(
    `select type from platform.event where key = any($1) and type like 'sales.Order%' order by id`,
    [[winner.order.id, first.order.id, second.order.id]],
  )
  expect(told.map(({ type }) => type)).toEqual(['sales.OrderPlaced', 'sales.OrderCancelled', 'sales.OrderPlaced'])
})

test('a reservation whose time is over goes to the queue by itself', async () => {
  const vin = await stockCar(graph, 4)
  const late = await reserve(vin, 'c-1')
  const next = await reserve(vin, 'c-2', { joinQueue: true })
  await letTimePass(late.order.id)
  expect(await orderOf(late.order.id)).toEqual({ status: 'EXPIRED', queuePosition: null, reservedUntil: null })
  expect(await orderOf(next.order.id)).toMatchObject({ status: 'RESERVED', queuePosition: null })
})

test('a reservation that is over does not hold the car even before its end is told', async () => {
  const vin = await stockCar(graph, 5)
  const late = await reserve(vin, 'c-1')
  await graph.sql(`update sales.sales_order set reserved_until = now() where id = $1`, [late.order.id])
  expect(await reserve(vin, 'c-2')).toMatchObject({ __typename: 'PlaceOrderSuccess', order: { status: 'RESERVED' } })
  expect(await orderOf(late.order.id)).toMatchObject({ status: 'EXPIRED' })
})

test('a car that is unknown, being built, given to an order or sold cannot be reserved', async () => {
  const unknown = vinNumber(999)
  expect(await reserve(unknown, 'c-1')).toEqual({
    __typename: 'VehicleUnknown',
    message: `There is no car with the VIN ${unknown}.`,
    vin: unknown,
  })
  const unfinished = await stockCar(graph, 6, 'ASSEMBLY')
  expect(await reserve(unfinished, 'c-1')).toEqual({
    __typename: 'VehicleNotAvailable',
    message: 'The car is ASSEMBLY: it can be had from BUILT until it is delivered.',
    status: 'ASSEMBLY',
    vehicle: { vin: unfinished },
  })
  const sold = await stockCar(graph, 7)
  await graph.sql(
    `insert into sales.retail_sale (id, kind, vin, dealer_id, buyer_id, sold_at, price_amount, price_currency)
     values ('sale-7', 'NEW', $1, 'd-bj-1', 'c', '2026-03-05Z', 1, 'CNY')`,
    [sold],
  )
  expect(await reserve(sold, 'c-1')).toEqual({
    __typename: 'VehicleAlreadySold',
    message: 'The car was sold on 2026-03-05.',
    soldAt: '2026-03-05T00:00:00.000Z',
    dealer: { name: 'Capital Cars' },
    vehicle: { vin: sold },
  })
  const build = { kind: 'BUILD', vin: null, modelCode: 'ENVISION-GS' }
  const { order } = await reserve(sold, 'c-3', build)
  const built = vinNumber(8)
  await carBecame(graph, { productionNumber: 'P-8', orderId: order.id, vin: built, status: 'BUILT' })
  expect(await reserve(built, 'c-1')).toMatchObject({
    __typename: 'VehicleReserved',
    message: 'The car was built for another order: queue for it with joinQueue, or choose another.',
    until: null,
  })
})

test('the car of a cancelled order is a stock car for the next', async () => {
  const vin = vinNumber(9)
  const { order } = await reserve(vin, 'c-1', { kind: 'BUILD', vin: null, modelCode: 'ENVISION-GS' })
  await carBecame(graph, { productionNumber: 'P-9', orderId: order.id, vin, status: 'BUILT' })
  await cancel(order.id)
  expect(await reserve(vin, 'c-2')).toMatchObject({ __typename: 'PlaceOrderSuccess', order: { status: 'RESERVED' } })
})
