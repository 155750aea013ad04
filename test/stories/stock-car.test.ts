import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callHeader } from '#platform/identity/call-signature.ts'
import { at, atStation, capture, commissioned, measured, moment } from '../erp-adapter/factory.ts'
import { describePlant } from '../erp-adapter/plant.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { aPrincipal } from '../kit/principal.ts'
import { runCommand } from '../kit/program.ts'
import { signCall } from '../kit/signed-source.ts'
import { seedMarket } from '../sales/market.ts'
import { vinNumber } from '../sales/factory-news.ts'

// A car in stock, from the plant's release over reservations to its sale: sales decides who has it, the ERP follows.

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
  await seedMarket(graph)
  await graph.sql(`insert into sales.model_offer values ('ENV', 200000, 'CNY')`)
})
afterAll(() => graph.stop())

/** A car that the plant built for nobody and that stands at the dealer; gives its VIN. */
async function stockCar(number: number): Promise<string> {
  const [car, vin] = [`S${number}`, vinNumber(number)]
  await capture(graph, [
    commissioned(car, 1),
    atStation(car, 2, 'T-TRIM', { 'autograph:vin': vin }),
    measured(car, 3, 3300),
    at(car, 4, ['storing', 'YARD-T']),
    at(car, 5, ['staging_outbound', 'YARD-T']),
    at(car, 9, ['receiving', 'DLR-T']),
  ])
  await graph.settled()
  return vin
}

const mutation = `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename ... on PlaceOrderSuccess { order { id } } } }`
const wish = (vin: string, customerId: string, more: object = {}) => ({
  input: { idempotencyKey: randomUUID(), kind: 'STOCK', dealerId: 'd-sh-1', vin, customerId, ...more },
})
const reserve = async (...asked: Parameters<typeof wish>): Promise<string> => {
  const { placeOrder } = await graph.data(mutation, wish(...asked))
  await graph.settled()
  return placeOrder.order.id
}
const car = async (vin: string, as: object = {}) =>
  (
    await graph.data(
      `query ($vin: VIN!) { vehicle(vin: $vin) { availability productionOrder { salesOrder { id customer { id } } } } }`,
      { vin },
      as,
    )
  ).vehicle
const held = (id: string, customer: string) => ({
  availability: 'RESERVED',
  productionOrder: { salesOrder: { id, customer: { id: customer } } },
})
const free = { availability: 'AVAILABLE', productionOrder: { salesOrder: null } }

test('the availability follows a reservation, its end by time, and the queue', async () => {
  const vin = await stockCar(1)
  expect(await car(vin)).toEqual(free)
  const first = await reserve(vin, 'c-1', { holdHours: 1 })
  expect(await car(vin)).toEqual(held(first, 'c-1'))
  const second = await reserve(vin, 'c-2', { joinQueue: true })
  expect(await car(vin)).toEqual(held(first, 'c-1'))
  await endOf(first)
  expect(await car(vin)).toEqual(held(second, 'c-2'))
  await endOf(second)
  expect(await car(vin)).toEqual(free)
})

/** Lets the time of a reservation be over. */
async function endOf(orderId: string): Promise<void> {
  await graph.sql(`update sales.sales_order set reserved_until = now() where id = $1`, [orderId])
  await graph.sql(`update platform.delivery set not_before = now() where key = $1`, [`reservation of ${orderId}`])
  await graph.settled()
}

test('a car that was sold is not reserved again, and keeps the order that it went to', async () => {
  const vin = await stockCar(2)
  const order = await reserve(vin, 'c-1')
  await capture(graph, [at('S2', 20, ['retail_selling', 'DLR-T'], { disposition: 'retail_sold' })])
  await graph.settled()
  const sold = { availability: 'SOLD', productionOrder: { salesOrder: { id: order, customer: { id: 'c-1' } } } }
  expect(await car(vin)).toEqual(sold)
  await graph.sql(
    `with event as (insert into platform.event (type, key, payload) values ('sales.OrderPlaced', 'late', $1) returning id, key)
     insert into platform.delivery (consumer, event_id, key) select 'erp-adapter', id, key from event`,
    [
      JSON.stringify({
        orderId: 'late',
        kind: 'STOCK',
        customerId: 'c-9',
        dealerId: 'd-sh-1',
        modelCode: 'ENV',
        options: [],
        vin,
        placedAt: new Date().toISOString(),
      }),
    ],
  )
  await graph.settled()
  expect(await car(vin)).toEqual(sold)
})

test('who bought a reserved car is told by its sale, and not by a station that it passed', async () => {
  const vin = await stockCar(5)
  const first = await reserve(vin, 'c-1', { holdHours: 1 })
  const next = await reserve(vin, 'c-2', { joinQueue: true })
  const gone = at('S5', 20, ['retail_selling', 'DLR-T'], { disposition: 'retail_sold' })
  await capture(graph, [gone])
  await graph.settled()
  await endOf(first)
  const now = async () => {
    const { vehicle, ...orders } = await graph.data(
      `query ($vin: VIN!, $first: ID!, $next: ID!) {
        vehicle(vin: $vin) { status availability sales { nodes { buyer { id } } } owners { customer { id } } }
        first: salesOrder(id: $first) { status } next: salesOrder(id: $next) { status }
      }`,
      { vin, first, next },
    )
    return { ...vehicle, orders: [orders.first.status, orders.next.status] }
  }
  const unsold = { status: 'DELIVERED', availability: 'SOLD', sales: { nodes: [] }, owners: [] }
  expect(await now()).toEqual({ ...unsold, orders: ['RESERVED', 'QUEUED'] })

  const change = async (field: string, input: object): Promise<string> => {
    const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`
    const data = await graph.data(`mutation ($input: ${type}!) { ${field}(input: $input) { __typename } }`, {
      input: { idempotencyKey: randomUUID(), ...input },
    })
    await graph.settled()
    return data[field].__typename
  }
  const sold = { kind: 'NEW', vin, dealerId: 'd-sh-1', customerId: 'c-3', price: { amount: '1.00', currency: 'CNY' } }
  const sell = () => change('registerRetailSale', { ...sold, soldAt: moment(20) })
  expect(await sell()).toBe('VehicleReserved')
  // Nobody in the queue is promised a car that is gone, unless it was said wrongly that it is.
  expect(await change('cancelOrder', { orderId: first })).toBe('CancelOrderSuccess')
  expect(await now()).toEqual({ ...unsold, orders: ['CANCELLED', 'QUEUED'] })
  const errorDeclaration = { declarationTime: moment(21), reason: 'incorrect_data' }
  await capture(graph, [{ ...gone, errorDeclaration }])
  await graph.settled()
  expect(await car(vin)).toEqual(held(next, 'c-2'))

  await capture(graph, [at('S5', 22, ['retail_selling', 'DLR-T'], { disposition: 'retail_sold' })])
  await graph.settled()
  expect(await change('cancelOrder', { orderId: next })).toBe('CancelOrderSuccess')
  expect(await sell()).toBe('RegisterRetailSaleSuccess')
  expect(await now()).toMatchObject({
    sales: { nodes: [{ buyer: { id: 'c-3' } }] },
    owners: [{ customer: { id: 'c-3' } }],
    orders: ['CANCELLED', 'CANCELLED'],
  })
})

test('another dealer sees that a car is reserved, and not for whom', async () => {
  const vin = await stockCar(3)
  const order = await reserve(vin, 'c-1')
  const names = `{ vehicles { nodes { vin } } }`
  const own = { role: 'dealer-sales', dealerId: 'd-sh-1' } as const
  const other = { role: 'dealer-sales', dealerId: 'd-bj-1' } as const
  expect(await car(vin, own)).toEqual(held(order, 'c-1'))
  const { data } = await graph.ask(
    `query ($vin: VIN!) { vehicle(vin: $vin) { availability productionOrder { salesOrder { customer { id } } } } }`,
    { vin },
    other,
  )
  expect(data.vehicle.availability).toBe('RESERVED')
  expect(JSON.stringify(data)).not.toContain('c-1')
  const found = async (as: object) => (await graph.data(names, {}, as)).vehicles.nodes.map((node: any) => node.vin)
  expect(await found(own)).toContain(vin)
  expect(await found(other)).not.toContain(vin)
})

test('of many who reserve one car over three processes at once exactly one has it', async () => {
  const vin = await stockCar(4)
  const env = { DATABASE_URL: graph.databaseUrl }
  const processes = [1, 2].map(() => runCommand('subgraph', ['sales', '--port', '0'], env))
  const further = await Promise.all(
    processes.map(async each => ({
      url: (await each.saying(/at (http:\S+)/))[1] ?? '',
      sign: signCall,
    })),
  )
  const all = [{ url: `${graph.subgraphUrl('sales')}/graphql`, sign: signCall }, ...further]
  const answers = await Promise.all(
    Array.from({ length: 24 }, async (_, nth) => {
      const { url, sign } = all[nth % all.length] ?? { url: '', sign: signCall }
      const body = JSON.stringify({ query: mutation, variables: wish(vin, `c-${nth}`) })
      const signature = sign({ to: 'sales', method: 'POST', path: '/graphql', body }, aPrincipal())
      const headers = { 'content-type': 'application/json', [callHeader]: signature }
      const response = await fetch(url, { method: 'POST', headers, body })
      const { data }: any = await response.json()
      return data.placeOrder
    }),
  )
  const won = answers.filter(({ __typename }) => __typename === 'PlaceOrderSuccess')
  expect(won).toHaveLength(1)
  expect(answers.filter(({ __typename }) => __typename === 'VehicleReserved')).toHaveLength(23)
  await graph.settled()
  expect((await car(vin)).productionOrder.salesOrder.id).toBe(won[0].order.id)
}, 120_000)
