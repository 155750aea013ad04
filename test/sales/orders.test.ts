import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { carBecame, takenIn, vinNumber } from './factory-news.ts'
import { seedMarket } from './market.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await seedMarket(graph)
})
afterAll(() => graph.stop())

const placeOrder = `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) {
  __typename
  ... on PlaceOrderSuccess { order { id status options price { amount currency } timeline { status note } } }
  ... on ConfigurationInvalid { message violations { kind optionCode otherCode message } }
  ... on ModelUnknown { message modelCode }
  ... on DealerUnknown { message dealerId }
  ... on SalesCycleUnknown { message salesCycleId }
} }`
const changeOrder = `mutation ($input: ChangeOrderInput!) { changeOrder(input: $input) {
  __typename
  ... on ChangeOrderSuccess { order { options price { amount } } }
  ... on OrderFrozen { message frozenAt order { status options } }
  ... on OrderClosed { message order { status } }
  ... on OrderUnknown { message orderId }
  ... on ConfigurationInvalid { message }
} }`
const cancelOrder = `mutation ($input: CancelOrderInput!) { cancelOrder(input: $input) {
  __typename
  ... on CancelOrderSuccess { order { status timeline { status note } } }
  ... on OrderClosed { message order { status } }
} }`

const build = { kind: 'BUILD', dealerId: 'd-sh-1', customerId: 'c-1', modelCode: 'ENVISION-GS' }
const place = async (input: object = {}) =>
  (await graph.data(placeOrder, { input: { idempotencyKey: randomUUID(), ...build, ...input } })).placeOrder
const change = async (orderId: string, options: string[]) =>
  (await graph.data(changeOrder, { input: { idempotencyKey: randomUUID(), orderId, options } })).changeOrder

test('an order of a configured car has the list price of its options', async () => {
  expect(await place({ options: ['WHEELS-20', 'SPORT', 'SUNROOF'] })).toEqual({
    __typename: 'PlaceOrderSuccess',
    order: {
      id: expect.stringMatching(/^order-/),
      status: 'PLACED',
      options: ['SPORT', 'SUNROOF', 'WHEELS-20'],
      price: { amount: '255900.00', currency: 'CNY' },
      timeline: [{ status: 'PLACED', note: null }],
    },
  })
})

test('a configuration against the rules is refused with every rule that it violates', async () => {
  const before = await graph.sql('select count(*) from sales.sales_order')
  expect(await place({ options: ['SPORT', 'TOWBAR', 'ROCKET'] })).toEqual({
    __typename: 'ConfigurationInvalid',
    message: 'ENVISION-GS has no option ROCKET. SPORT cannot go with TOWBAR. SPORT needs WHEELS-20.',
    violations: [
      { kind: 'UNKNOWN', optionCode: 'ROCKET', otherCode: null, message: 'ENVISION-GS has no option ROCKET.' },
      { kind: 'EXCLUDES', optionCode: 'SPORT', otherCode: 'TOWBAR', message: 'SPORT cannot go with TOWBAR.' },
      { kind: 'REQUIRES', optionCode: 'SPORT', otherCode: 'WHEELS-20', message: 'SPORT needs WHEELS-20.' },
    ],
  })
  expect(await graph.sql('select count(*) from sales.sales_order')).toEqual(before)
})

test('an unknown model, dealer or opportunity is refused by name', async () => {
  expect(await place({ modelCode: 'T-FORD' })).toEqual({
    __typename: 'ModelUnknown',
    message: 'The price list has no model T-FORD.',
    modelCode: 'T-FORD',
  })
  expect(await place({ dealerId: 'd-none' })).toMatchObject({ __typename: 'DealerUnknown', dealerId: 'd-none' })
  expect(await place({ salesCycleId: 's-none' })).toMatchObject({
    __typename: 'SalesCycleUnknown',
    salesCycleId: 's-none',
  })
})

test.for([
  [{ modelCode: null }, 'An order of kind BUILD needs modelCode.'],
  [{ price: { amount: '-1', currency: 'CNY' } }, 'price is -1; a price is not negative and has at most two decimals.'],
  [{ promisedAt: '2020-01-01T00:00:00Z' }, 'promisedAt is in the past: promise a time to come.'],
  [{ customerId: ' ' }, 'customerId is blank: name the buyer.'],
  [{ kind: 'STOCK' }, 'An order of kind STOCK needs vin.'],
])('wrong input %j is refused with a sentence', async ([input, message]) => {
  const { errors } = await graph.ask(placeOrder, {
    input: { idempotencyKey: randomUUID(), ...build, ...Object(input) },
  })
  expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }])
})

test('the same call again answers the same order', async () => {
  const once = { idempotencyKey: 'order-once', customerId: 'c-once' }
  expect(await place(once)).toEqual(await place(once))
  expect(await graph.sql(`select 1 from sales.sales_order where customer_id = 'c-once'`)).toHaveLength(1)
})

test('an order follows its car: production number, status and VIN', async () => {
  const { order } = await place()
  await takenIn(graph, order.id, 'P-900')
  await takenIn(graph, order.id, 'P-900')
  const news = { productionNumber: 'P-900', orderId: order.id }
  await carBecame(graph, { ...news, status: 'SCHEDULED' })
  await carBecame(graph, { ...news, status: 'PAINT' })
  await carBecame(graph, { ...news, status: 'ASSEMBLY' })
  await carBecame(graph, { ...news, status: 'BUILT', vin: vinNumber(900), at: '2026-05-03T08:00:00.000Z' })
  const data = await graph.data(
    `{ salesOrder(id: "${order.id}") { status vin productionNumber frozenAt vehicle { vin } timeline { status at } } }`,
  )
  const at = '2026-05-01T08:00:00.000Z'
  expect(data.salesOrder).toEqual({
    status: 'BUILT',
    vin: vinNumber(900),
    productionNumber: 'P-900',
    frozenAt: at,
    vehicle: { vin: vinNumber(900) },
    timeline: [
      { status: 'PLACED', at: expect.any(String) },
      { status: 'ACCEPTED', at: '2026-04-01T08:00:00.000Z' },
      { status: 'SCHEDULED', at },
      { status: 'IN_PRODUCTION', at },
      { status: 'BUILT', at: '2026-05-03T08:00:00.000Z' },
    ],
  })
})

test('options can be changed until the freeze, and the price moves with them', async () => {
  const { order } = await place({ options: ['SUNROOF'], price: { amount: '230000', currency: 'CNY' } })
  expect(await change(order.id, ['TOWBAR'])).toEqual({
    __typename: 'ChangeOrderSuccess',
    order: { options: ['TOWBAR'], price: { amount: '225000.00' } },
  })
  expect(await change(order.id, ['SPORT'])).toEqual({
    __typename: 'ConfigurationInvalid',
    message: 'SPORT needs WHEELS-20.',
  })
  await carBecame(graph, { productionNumber: 'P-901', orderId: order.id, status: 'SCHEDULED' })
  expect(await change(order.id, [])).toEqual({
    __typename: 'OrderFrozen',
    message: 'The plant has frozen the configuration at 2026-05-01T08:00:00.000Z. The order is SCHEDULED.',
    frozenAt: '2026-05-01T08:00:00.000Z',
    order: { status: 'SCHEDULED', options: ['TOWBAR'] },
  })
})

test('a car that the plant gives up leaves its order open to changes and to another car', async () => {
  const { order } = await place()
  await takenIn(graph, order.id, 'P-902')
  await carBecame(graph, { productionNumber: 'P-902', orderId: order.id, status: 'SCHEDULED' })
  await carBecame(graph, { productionNumber: 'P-902', orderId: order.id, status: 'CANCELLED' })
  expect(await change(order.id, ['TOWBAR'])).toMatchObject({ __typename: 'ChangeOrderSuccess' })
  await takenIn(graph, order.id, 'P-903')
  expect(await graph.data(`{ salesOrder(id: "${order.id}") { status productionNumber } }`)).toEqual({
    salesOrder: { status: 'ACCEPTED', productionNumber: 'P-903' },
  })
})

test('a cancelled order is told to the others and changes no more', async () => {
  const { order } = await place()
  const cancel = { input: { idempotencyKey: randomUUID(), orderId: order.id, reason: 'moved abroad' } }
  expect((await graph.data(cancelOrder, cancel)).cancelOrder).toEqual({
    __typename: 'CancelOrderSuccess',
    order: {
      status: 'CANCELLED',
      timeline: [
        { status: 'PLACED', note: null },
        { status: 'CANCELLED', note: 'moved abroad' },
      ],
    },
  })
  await carBecame(graph, { productionNumber: 'P-904', orderId: order.id, status: 'SCHEDULED' })
  expect(await change(order.id, [])).toEqual({
    __typename: 'OrderClosed',
    message: 'The order is cancelled already.',
    order: { status: 'CANCELLED' },
  })
  expect(await change('order-none', [])).toMatchObject({ __typename: 'OrderUnknown', orderId: 'order-none' })
  const events = await graph.sql(
    `select type from platform.event where key = $1 and type in ('sales.OrderPlaced', 'sales.OrderCancelled') order by id`,
    [order.id],
  )
  expect(events).toEqual([{ type: 'sales.OrderPlaced' }, { type: 'sales.OrderCancelled' }])
})

test('an order wins the opportunity behind it', async () => {
  const lead = { idempotencyKey: randomUUID(), channel: 'WEB', customerId: 'c-9', dealerId: 'd-sh-1' }
  const { captureLead } = await graph.data(
    'mutation ($input: CaptureLeadInput!) { captureLead(input: $input) { ... on CaptureLeadSuccess { lead { id } } } }',
    { input: lead },
  )
  const { convertLead } = await graph.data(
    'mutation ($input: ConvertLeadInput!) { convertLead(input: $input) { ... on ConvertLeadSuccess { salesCycle { id } } } }',
    { input: { idempotencyKey: randomUUID(), leadId: captureLead.lead.id } },
  )
  const salesCycleId = convertLead.salesCycle.id
  expect(await place({ salesCycleId, customerId: 'c-8' })).toMatchObject({ __typename: 'SalesCycleUnknown' })
  await place({ salesCycleId, customerId: 'c-9' })
  expect(await graph.data(`{ salesCycle(id: "${salesCycleId}") { status } }`)).toEqual({
    salesCycle: { status: 'WON' },
  })
})

test('a dealer sees and changes his own orders alone', async () => {
  const { order } = await place({ dealerId: 'd-bj-1', customerId: 'c-bj' })
  const as = { role: 'dealer-sales', dealerId: 'd-sh-1' } as const
  const seen = await graph.data(
    `{ salesOrder(id: "${order.id}") { id } salesOrders(filter: { customerId: "c-bj" }) { nodes { id } } }`,
    {},
    as,
  )
  expect(seen).toEqual({ salesOrder: null, salesOrders: { nodes: [] } })
  const input = { idempotencyKey: randomUUID(), orderId: order.id, options: [] }
  expect(await graph.data(changeOrder, { input }, as)).toMatchObject({ changeOrder: { __typename: 'OrderUnknown' } })
  const own = { input: { idempotencyKey: randomUUID(), ...build, dealerId: 'd-bj-1' } }
  expect((await graph.ask(placeOrder, own, as)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
})

test('ten orders cost as many statements as one', async () => {
  const ask = (first: number) =>
    graph.data(`{ salesOrders(first: ${first}) { nodes { dealer { name } timeline { status } queuePosition } } }`)
  const one = await graph.statementsOf(() => ask(1))
  const ten = await graph.statementsOf(() => ask(10))
  expect(one).toHaveLength(3)
  expect(ten).toHaveLength(3)
})
