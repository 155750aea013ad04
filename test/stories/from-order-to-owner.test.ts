import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPerson } from '../customer/people.ts'
import { at, atStation, capture, carEvent } from '../erp-adapter/factory.ts'
import { describePlant } from '../erp-adapter/plant.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { seedMarket } from '../sales/market.ts'
import { call, seedStation } from '../service/workshop.ts'

const vin = '1HGCM82633A004352'
const dealerId = 'd-sh-1'

let graph: TestGraph
let customerId: string
let orderId: string

beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
  await seedMarket(graph)
  await graph.sql(`insert into sales.model_offer values ('ENV', 229900, 'CNY')`)
  await graph.sql(`insert into sales.model_option values ('ENV', 'RED', 2000)`)
  await seedStation(graph, { id: 'st-1', dealerId })
  await call(graph, 'defineSegment', {
    input: { name: 'Owners', expression: 'purchases >= 1' },
    select: '... on SegmentExpressionInvalid { message }',
  })
  customerId = await aPerson(graph)
  const placed = await call(graph, 'placeOrder', {
    input: { kind: 'BUILD', dealerId, customerId, modelCode: 'ENV', options: ['RED'] },
    select: '... on PlaceOrderSuccess { order { id } }',
  })
  orderId = placed.order.id
  await graph.settled()
})
afterAll(() => graph.stop())

const order = async (): Promise<any> =>
  (
    await graph.data(
      `query ($id: ID!) {
        salesOrder(id: $id) { status productionNumber vin production { state salesOrder { id } } vehicle { vin status } }
      }`,
      { id: orderId },
    )
  ).salesOrder

test('an order to build gets its production order, and both know each other', async () => {
  const { productionNumber, ...rest } = await order()
  expect(productionNumber).toEqual(expect.any(String))
  expect(rest).toMatchObject({ status: 'ACCEPTED', vin: null, production: { salesOrder: { id: orderId } } })
})

test('a car that is built gives its VIN to the sales order', async () => {
  const { productionNumber } = await order()
  await capture(graph, [
    carEvent(productionNumber, 0, {
      action: 'ADD',
      bizStep: 'commissioning',
      disposition: 'active',
      epcList: ['urn:epc:id:giai:0614141.story'],
      bizLocation: { id: 'urn:autograph:place:PLANT-T' },
    }),
    ...['T-BODY', 'T-PAINT'].map((station, index) => atStation(productionNumber, index + 1, station)),
    atStation(productionNumber, 3, 'T-TRIM', { 'autograph:vin': vin }),
    at(productionNumber, 5, ['storing', 'YARD-T'], { disposition: 'sellable_not_accessible' }),
  ])
  await graph.settled()
  expect(await order()).toMatchObject({ status: 'BUILT', vin, vehicle: { vin, status: 'BUILT' } })
})

test('a car that is delivered has an owner, a proposed first service, and its owner in the segments and the timeline', async () => {
  const { productionNumber } = await order()
  await capture(graph, [
    at(productionNumber, 30, ['receiving', 'DLR-T'], { disposition: 'sellable_accessible' }),
    at(productionNumber, 40, ['retail_selling', 'DLR-T'], { disposition: 'retail_sold' }),
  ])
  await graph.settled()
  const { vehicle } = await graph.data(
    `query ($vin: VIN!) {
      vehicle(vin: $vin) {
        status whereabouts { kind }
        sales { nodes { dealer { name } buyer { id } price { amount currency } } }
        owners { role until customer { id segments { segment { name } } timeline(kinds: [SALE, OWNERSHIP]) { nodes { kind department } } } }
        appointments { nodes { status station { id } } }
        warranty { active }
      }
    }`,
    { vin },
  )
  expect(vehicle).toMatchObject({
    status: 'DELIVERED',
    whereabouts: { kind: 'SOLD' },
    sales: { nodes: [{ dealer: { name: 'Yongda Pudong' }, buyer: { id: customerId }, price: { currency: 'CNY' } }] },
    owners: [{ role: 'OWNER', until: null, customer: { id: customerId, segments: [{ segment: { name: 'Owners' } }] } }],
    appointments: { nodes: [{ status: 'PROPOSED', station: { id: 'st-1' } }] },
    warranty: { active: true },
  })
  const kinds = vehicle.owners[0].customer.timeline.nodes.map((node: { kind: string }) => node.kind)
  expect(kinds).toEqual(expect.arrayContaining(['SALE', 'OWNERSHIP']))
})

test('a recall over build data reaches every car that it covers, and no other', async () => {
  const open = (station: string): Promise<any> =>
    call(graph, 'openRecall', {
      input: { title: `Check after ${station}`, remedy: 'Check it.', criteria: { station } },
      select: '... on OpenRecallSuccess { recall { id } }',
    })
  await open('T-PAINT')
  await open('T-TEST')
  await graph.settled()
  const { vehicle } = await graph.data(
    `query ($vin: VIN!) { vehicle(vin: $vin) { recalls(open: true) { recall { title } } } }`,
    { vin },
  )
  expect(vehicle).toEqual({ recalls: [{ recall: { title: 'Check after T-PAINT' } }] })
})

test('the same events told again change nothing', async () => {
  const before = await graph.sql(`select count(*)::int as events from platform.event`)
  await graph.sql(`
    insert into platform.delivery (consumer, event_id, key)
    select consumer, event.id, event.key from platform.event join platform.subscription using (type)`)
  await graph.sql(`select pg_notify('autograph_delivery', consumer) from platform.subscription group by consumer`)
  await graph.settled()
  expect(await graph.sql(`select count(*)::int as events from platform.event`)).toEqual(before)
  const { vehicle } = await graph.data(
    `query ($vin: VIN!) { vehicle(vin: $vin) { sales { nodes { kind } } owners { role } appointments { nodes { status } } } }`,
    { vin },
  )
  expect(vehicle).toEqual({
    sales: { nodes: [{ kind: 'NEW' }] },
    owners: [{ role: 'OWNER' }],
    appointments: { nodes: [{ status: 'PROPOSED' }] },
  })
})

test('an unknown car is null and no error, a mistyped VIN a clear one', async () => {
  const story = `query ($vin: VIN!) { vehicle(vin: $vin) { vin status } }`
  expect(await graph.ask(story, { vin: 'LRBFXCS17SS008826' })).toEqual({ data: { vehicle: null } })
  const wrong = await Promise.all(
    ['LSGKF5', 'LSGKF5RX0MA00000O', 'LSGKF5RX1MA000001'].map(
      async text => (await graph.ask(story, { vin: text })).errors?.[0]?.message,
    ),
  )
  expect(wrong).toEqual([
    expect.stringContaining('A VIN has 17 characters, "LSGKF5" has 6.'),
    expect.stringContaining('without I, O and Q'),
    expect.stringContaining('a character is mistyped'),
  ])
})
