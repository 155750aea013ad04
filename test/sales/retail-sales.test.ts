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

const registerRetailSale = `mutation ($input: RegisterRetailSaleInput!) { registerRetailSale(input: $input) {
  __typename
  ... on RegisterRetailSaleSuccess { sale {
    id kind modelCode soldAt priceDeviationPercent handoverSatisfaction price { amount currency }
    dealer { id } buyer { id } vehicle { vin plate } order { id status } tradeIn { vehicle { vin } price { amount } } } }
  ... on VehicleUnknown { message vin }
  ... on VehicleAlreadySold { message soldAt dealer { name } }
  ... on VehicleReserved { message until }
  ... on VehicleNotAvailable { message status }
  ... on UsedSaleRefused { message reason }
  ... on TradeInRefused { message vehicle { vin } }
  ... on PlateTaken { message plate vehicle { vin } }
} }`
const soldAt = '2026-03-05T10:00:00.000Z'
const later = '2026-06-01T10:00:00.000Z'

const told = (vin: string, input: object = {}) => ({
  idempotencyKey: randomUUID(),
  vin,
  dealerId: 'd-sh-1',
  customerId: 'c-1',
  soldAt,
  price: { amount: '218405', currency: 'CNY' },
  ...input,
})
const sell = async (vin: string, input: object = {}) =>
  (await graph.data(registerRetailSale, { input: told(vin, input) })).registerRetailSale

test('a sale has its price against the list, its plate, and makes the buyer the owner', async () => {
  const vin = await stockCar(graph, 1)
  const answer = await sell(vin, { plate: '沪A·1 2345', handoverSatisfaction: 5 })
  expect(answer).toEqual({
    __typename: 'RegisterRetailSaleSuccess',
    sale: {
      id: expect.stringMatching(/^sale-/),
      kind: 'NEW',
      modelCode: 'ENVISION-GS',
      soldAt,
      priceDeviationPercent: expect.closeTo(-5, 8),
      handoverSatisfaction: 5,
      price: { amount: '218405.00', currency: 'CNY' },
      dealer: { id: 'd-sh-1' },
      buyer: { id: 'c-1' },
      vehicle: { vin, plate: '沪A12345' },
      order: null,
      tradeIn: null,
    },
  })
  const { vehicleByPlate } = await graph.data(`{ vehicleByPlate(plate: "沪a 12345") {
    vin owners { role customer { id } from until } } }`)
  expect(vehicleByPlate).toEqual({
    vin,
    owners: [{ role: 'OWNER', customer: { id: 'c-1' }, from: soldAt, until: null }],
  })
})

test('a car is sold new once, also when twelve try at once', async () => {
  const vin = await stockCar(graph, 2)
  const answers = await Promise.all(Array.from({ length: 12 }, (_, place) => sell(vin, { customerId: `c-${place}` })))
  expect(answers.filter(({ __typename }) => __typename === 'RegisterRetailSaleSuccess')).toHaveLength(1)
  expect(await sell(vin, { dealerId: 'd-bj-1' })).toEqual({
    __typename: 'VehicleAlreadySold',
    message: 'The car was sold on 2026-03-05.',
    soldAt,
    dealer: { name: 'Yongda Pudong' },
  })
})

test('the same call again answers the same sale', async () => {
  const vin = await stockCar(graph, 3)
  const once = { idempotencyKey: 'sale-once' }
  expect(await sell(vin, once)).toEqual(await sell(vin, once))
})

test('a car that is unknown, unfinished or reserved for another cannot be sold', async () => {
  expect(await sell(vinNumber(99))).toMatchObject({ __typename: 'VehicleUnknown', vin: vinNumber(99) })
  expect(await sell(await stockCar(graph, 4, 'PAINT'))).toMatchObject({
    __typename: 'VehicleNotAvailable',
    status: 'PAINT',
  })
  const vin = await stockCar(graph, 5)
  const { placeOrder } = await graph.data(
    `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { ... on PlaceOrderSuccess { order { id reservedUntil } } } }`,
    { input: { idempotencyKey: randomUUID(), kind: 'STOCK', dealerId: 'd-sh-1', customerId: 'c-5', vin } },
  )
  expect(await sell(vin)).toMatchObject({ __typename: 'VehicleReserved', until: placeOrder.order.reservedUntil })
  expect(await sell(vin, { customerId: 'c-5' })).toMatchObject({
    sale: { order: { id: placeOrder.order.id, status: 'DELIVERED' } },
  })
})

test.for([
  [{ soldAt: '2999-01-01T00:00:00Z' }, 'soldAt is in the future: register the sale when it is done.'],
  [{ handoverSatisfaction: 6 }, 'handoverSatisfaction is 6; it can be 1 to 5.'],
  [
    { price: { amount: '1.234', currency: 'CNY' } },
    'price is 1.234; a price is not negative and has at most two decimals.',
  ],
  [{ plate: '?' }, '"?" is no number plate: it has 4 to 12 letters and digits, as 沪A12345.'],
  [{ sellerId: 'c-9' }, 'sellerId belongs to a sale of kind USED: a new car is sold by the dealer.'],
])('wrong input %j is refused with a sentence', async ([input, message]) => {
  const { errors } = await graph.ask(registerRetailSale, { input: told(vinNumber(1), Object(input)) })
  expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }])
})

test('a resale ends the earlier ownership; only the owner sells', async () => {
  const vin = await stockCar(graph, 6)
  const used = { kind: 'USED', soldAt: later, customerId: 'c-2' }
  expect(await sell(vin, used)).toMatchObject({ __typename: 'UsedSaleRefused', reason: 'NEVER_SOLD' })
  await sell(vin)
  expect(await sell(vin, { ...used, sellerId: 'c-3' })).toMatchObject({ reason: 'SELLER_NOT_OWNER' })
  expect(await sell(vin, used)).toMatchObject({ reason: 'NOT_TAKEN_IN' })
  const { sale } = await sell(vin, { ...used, sellerId: 'c-1', dealerId: 'd-bj-1' })
  const { retailSale } = await graph.data(`{ retailSale(id: "${sale.id}") { vehicle {
    sales { nodes { kind soldAt dealer { id } buyer { id } } } owners { customer { id } from until }
    former: owners(current: false) { customer { id } } current: owners(current: true) { customer { id } } } } }`)
  expect(retailSale.vehicle).toEqual({
    sales: {
      nodes: [
        { kind: 'USED', soldAt: later, dealer: { id: 'd-bj-1' }, buyer: { id: 'c-2' } },
        { kind: 'NEW', soldAt, dealer: { id: 'd-sh-1' }, buyer: { id: 'c-1' } },
      ],
    },
    owners: [
      { customer: { id: 'c-2' }, from: later, until: null },
      { customer: { id: 'c-1' }, from: soldAt, until: later },
    ],
    former: [{ customer: { id: 'c-1' } }],
    current: [{ customer: { id: 'c-2' } }],
  })
})

test('a car taken in payment is sold on by the dealer who took it', async () => {
  const old = await stockCar(graph, 7)
  const fresh = await stockCar(graph, 8)
  await sell(old, { customerId: 'c-7' })
  const tradeIn = { vin: old, price: { amount: '80000', currency: 'CNY' } }
  expect(await sell(fresh, { customerId: 'c-8', soldAt: later, tradeIn })).toMatchObject({
    __typename: 'TradeInRefused',
    vehicle: { vin: old },
  })
  expect(await sell(fresh, { customerId: 'c-7', soldAt: later, tradeIn })).toMatchObject({
    sale: { tradeIn: { vehicle: { vin: old }, price: { amount: '80000.00' } } },
  })
  const used = { kind: 'USED', customerId: 'c-9', soldAt: '2026-07-01T00:00:00.000Z' }
  expect(await sell(old, { ...used, dealerId: 'd-bj-1' })).toMatchObject({ reason: 'NOT_TAKEN_IN' })
  expect(await sell(old, used)).toMatchObject({ sale: { kind: 'USED', buyer: { id: 'c-9' } } })
})

test('a plate belongs to one car at a time', async () => {
  const [first, second] = [await stockCar(graph, 10), await stockCar(graph, 11)]
  await sell(first, { plate: '京B·88888' })
  expect(await sell(second, { plate: '京B88888' })).toEqual({
    __typename: 'PlateTaken',
    message: 'Another car has the plate 京B88888.',
    plate: '京B88888',
    vehicle: { vin: first },
  })
})

test('a delivery that the factory tells is the sale of the order, once', async () => {
  const { placeOrder } = await graph.data(
    `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { ... on PlaceOrderSuccess { order { id } } } }`,
    {
      input: {
        idempotencyKey: randomUUID(),
        kind: 'BUILD',
        dealerId: 'd-sh-1',
        customerId: 'c-12',
        modelCode: 'ENVISION-GS',
        options: ['SUNROOF'],
      },
    },
  )
  const news = { productionNumber: 'P-12', orderId: placeOrder.order.id, vin: vinNumber(12) }
  await carBecame(graph, { ...news, status: 'AT_DEALER' })
  await carBecame(graph, { ...news, status: 'DELIVERED' })
  await carBecame(graph, { ...news, status: 'DELIVERED', at: later })
  const { salesOrder } =
    await graph.data(`{ salesOrder(id: "${placeOrder.order.id}") { status productionNumber vehicle {
    sales { nodes { soldAt price { amount } priceDeviationPercent buyer { id } order { id } } } owners { customer { id } } } } }`)
  expect(salesOrder).toEqual({
    status: 'DELIVERED',
    productionNumber: 'P-12',
    vehicle: {
      sales: {
        nodes: [
          {
            soldAt: '2026-05-01T08:00:00.000Z',
            price: { amount: '237900.00' },
            priceDeviationPercent: 0,
            buyer: { id: 'c-12' },
            order: { id: placeOrder.order.id },
          },
        ],
      },
      owners: [{ customer: { id: 'c-12' } }],
    },
  })
})

test('a sale tells the others who bought, who owns and who owned', async () => {
  const vin = await stockCar(graph, 13)
  await sell(vin, { customerId: 'c-13' })
  await sell(vin, { kind: 'USED', sellerId: 'c-13', customerId: 'c-14', soldAt: later })
  const events = await graph.sql(
    `select type, payload ->> 'customerId' as customer, payload ->> 'until' as until, payload ->> 'kind' as kind
     from platform.event where key = $1 and type like 'sales.%' order by id`,
    [vin],
  )
  expect(events).toEqual([
    { type: 'sales.OwnershipChanged', customer: 'c-13', until: null, kind: null },
    { type: 'sales.RetailSaleRegistered', customer: 'c-13', until: null, kind: 'NEW' },
    { type: 'sales.OwnershipChanged', customer: 'c-13', until: later, kind: null },
    { type: 'sales.OwnershipChanged', customer: 'c-14', until: null, kind: null },
    { type: 'sales.RetailSaleRegistered', customer: 'c-14', until: null, kind: 'USED' },
  ])
})
