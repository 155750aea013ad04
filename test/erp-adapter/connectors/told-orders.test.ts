import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { startFaultProxy, type FaultProxy } from '../../kit/fault-proxy.ts'
import { startGraph, type TestGraph } from '../../kit/graph.ts'
import { tell } from '../neighbours.ts'
import { describePlant } from '../plant.ts'
import { connectOData, odataConfiguration } from './odata-server/connect-odata.ts'
import { startODataServer, type ODataServer } from './odata-server/odata-server.ts'
import { servePlants, type ServedPlants } from './served-plant.ts'

let graph: TestGraph
let service: ODataServer
let proxy: FaultProxy
let served: ServedPlants
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
  service = await startODataServer()
  proxy = await startFaultProxy(new URL(service.url).origin)
  served = servePlants(graph)
})
afterAll(async () => {
  await served.stop()
  await proxy.stop()
  await service.stop()
  await graph.stop()
})
beforeEach(async () => {
  await proxy.trouble('none')
  service.locked.clear()
  const url = `${proxy.url}${new URL(service.url).pathname}`
  const connector = connectOData(url, odataConfiguration(), service.gate.token)
  await served.serve([{ name: 'lingang', kind: 'odata-v4', plants: ['PLANT-T'], connector }])
})

let keys = 0
async function ordered(): Promise<string> {
  const { createProductionOrder } = await graph.data(
    `mutation ($key: ID!) { createProductionOrder(input: { idempotencyKey: $key, modelCode: "ENV" }) {
      ... on CreateProductionOrderSuccess { productionOrder { productionNumber } } } }`,
    { key: `told-${++keys}` },
  )
  return createProductionOrder.productionOrder.productionNumber
}

/** A customer's order, which he can cancel. */
async function orderedFor(orderId: string): Promise<string> {
  await tell(graph, 'sales.OrderPlaced', {
    orderId,
    kind: 'BUILD',
    customerId: 'customer-1',
    dealerId: 'dealer-t',
    modelCode: 'ENV',
    options: [],
    vin: null,
    placedAt: '2026-09-01T08:00:00.000Z',
  })
  const [{ production_number }] = await graph.sql(
    `select production_number from erp_adapter.vehicle where order_id = $1`,
    [orderId],
  )
  return production_number
}

const cancelled = (orderId: string): Promise<unknown> =>
  tell(graph, 'sales.OrderCancelled', { orderId, vin: null, cancelledAt: '2026-09-02T08:00:00.000Z' })

async function scheduled(number: string, from: string, to: string): Promise<void> {
  const { scheduleProduction } = await graph.data(
    `mutation ($input: ScheduleProductionInput!) { scheduleProduction(input: $input) { __typename } }`,
    { input: { idempotencyKey: `told-${++keys}`, productionNumber: number, plannedStart: from, plannedEnd: to } },
  )
  expect(scheduleProduction.__typename).toBe('ScheduleProductionSuccess')
}

const orderNow = async (number: string): Promise<any> =>
  (
    await graph.data(
      `query ($number: ID!) { productionOrder(productionNumber: $number) {
        state erp { number statuses state plannedStart }
        handOver { number waitsFor cancelledAt attempts refusal nextAttemptAt givenUpAt }
      } }`,
      { number },
    )
  ).productionOrder

const systemNow = async (): Promise<any> =>
  (await graph.data(`{ erpSystems { state fault { code } waitingOrders waitingMoves givenUpOrders topics { asOf } } }`))
    .erpSystems[0]

const there = (number: string): any =>
  service.store.rows('ProductionOrders').filter(({ ExternalNo }) => ExternalNo === number)

const soon = { timeout: 15_000, interval: 50 }
const placed = (number: string): Promise<unknown> =>
  vi.waitFor(async () => expect((await orderNow(number)).erp).not.toBeNull(), soon)

test('an order that is cancelled here is cancelled in the ERP, and its status there comes back', async () => {
  const number = await orderedFor('so-cancelled')
  await placed(number)
  await cancelled('so-cancelled')
  await vi.waitFor(async () => expect((await orderNow(number)).erp.state).toBe('CANCELLED'), soon)
  const [{ OrderNo }] = there(number)
  expect(await orderNow(number)).toEqual({
    state: 'CANCELLED',
    erp: { number: OrderNo, statuses: ['Cancelled'], state: 'CANCELLED', plannedStart: null },
    handOver: {
      number: OrderNo,
      waitsFor: null,
      cancelledAt: expect.any(String),
      attempts: 0,
      refusal: null,
      nextAttemptAt: null,
      givenUpAt: null,
    },
  })
})

test('while the ERP is away its orders and cancellations wait, and go to it once when it is back', async () => {
  const known = await orderedFor('so-known')
  await placed(known)
  await proxy.trouble('refused')
  const early = await orderedFor('so-early')
  const late = await ordered()
  await cancelled('so-known')
  await cancelled('so-early')
  await vi.waitFor(
    async () => expect(await systemNow()).toMatchObject({ state: 'AWAY', waitingOrders: 1, waitingMoves: 1 }),
    soon,
  )
  expect((await orderNow(known)).handOver).toMatchObject({ waitsFor: 'CANCELLATION', cancelledAt: null })
  expect((await orderNow(early)).handOver?.waitsFor ?? null).toBeNull()
  await proxy.trouble('none')
  await vi.waitFor(
    async () => expect(await systemNow()).toMatchObject({ state: 'CONNECTED', waitingOrders: 0, waitingMoves: 0 }),
    soon,
  )
  expect(there(known)).toMatchObject([{ Status: 'Cancelled' }])
  expect(there(late)).toMatchObject([{ Status: 'Created' }])
  // What was cancelled before it was handed over is never asked for.
  expect(there(early)).toEqual([])
})

test('an order whose placing was done and not heard of is cancelled when the ERP tells of it', async () => {
  // The ERP makes the order, and whatever it answers is lost.
  await proxy.trouble({ reset: 0 })
  const number = await orderedFor('so-unheard')
  await vi.waitFor(async () => expect((await orderNow(number)).handOver).not.toBeNull(), soon)
  service.store.put('ProductionOrders', {
    ExternalNo: number,
    Material: 'ENV',
    Plant: '1710',
    Status: 'Created',
  })
  await cancelled('so-unheard')
  await proxy.trouble('none')
  await vi.waitFor(() => expect(there(number)).toMatchObject([{ Status: 'Cancelled' }]), soon)
  expect((await orderNow(number)).handOver).toMatchObject({ number: there(number)[0].OrderNo, waitsFor: null })
})

test('options that were changed reach the ERP, also those of an order that it made unheard with the first ones', async () => {
  const heard = await orderedFor('so-changed')
  await placed(heard)
  await proxy.trouble({ reset: 0 })
  const unheard = await orderedFor('so-changed-unheard')
  await vi.waitFor(async () => expect((await orderNow(unheard)).handOver).not.toBeNull(), soon)
  service.store.put('ProductionOrders', { ExternalNo: unheard, Material: 'ENV', Plant: '1710', Status: 'Created' })
  const red = { modelCode: 'ENV', options: ['RED'], changedAt: '2026-09-02T08:00:00.000Z' }
  for (const orderId of ['so-changed', 'so-changed-unheard'])
    await tell(graph, 'sales.OrderChanged', { orderId, ...red })
  expect((await orderNow(heard)).handOver).toMatchObject({ waitsFor: 'OPTIONS' })
  await proxy.trouble('none')
  for (const number of [heard, unheard])
    await vi.waitFor(() => expect(there(number)).toMatchObject([{ Options: 'RED' }]), soon)
  await vi.waitFor(async () => expect(await systemNow()).toMatchObject({ waitingMoves: 0, givenUpOrders: 0 }), soon)
})

test('what the ERP refuses to cancel is shown with its words, given up in the end, and can be tried again', async () => {
  const number = await orderedFor('so-begun')
  await placed(number)
  const [row] = there(number)
  service.store.put('ProductionOrders', { ...row, Status: 'Started', ChangedAt: new Date().toISOString() })
  await vi.waitFor(async () => expect((await orderNow(number)).erp.state).toBe('IN_PRODUCTION'), soon)
  await cancelled('so-begun')
  await vi.waitFor(async () => expect((await orderNow(number)).handOver.attempts).toBeGreaterThan(0), soon)
  expect((await orderNow(number)).handOver).toMatchObject({
    waitsFor: 'CANCELLATION',
    cancelledAt: null,
    refusal: `It refused: The order ${row.OrderNo} has been started. (E422)`,
    givenUpAt: null,
  })
  await graph.sql(
    `update erp_adapter.erp_hand_over set attempts = 7, not_before = now() where production_number = $1`,
    [number],
  )
  await vi.waitFor(async () => expect((await orderNow(number)).handOver.givenUpAt).not.toBeNull(), soon)
  expect(await systemNow()).toMatchObject({ state: 'CONNECTED', givenUpOrders: 1, waitingMoves: 0 })
  service.store.put('ProductionOrders', { ...row, Status: 'Released', ChangedAt: new Date().toISOString() })
  const { retryHandOver } = await graph.data(
    `mutation ($number: ID!) {
      retryHandOver(input: { idempotencyKey: "again", productionNumber: $number }) { __typename } }`,
    { number },
  )
  expect(retryHandOver.__typename).toBe('RetryHandOverSuccess')
  await vi.waitFor(async () => expect((await orderNow(number)).erp.state).toBe('CANCELLED'), soon)
  expect((await orderNow(number)).handOver).toMatchObject({ waitsFor: null, refusal: null, givenUpAt: null })
})

test('new dates of an order reach the ERP, also those that it was placed without', async () => {
  const number = await ordered()
  await placed(number)
  expect(there(number)[0].PlannedStart).toBeUndefined()
  await scheduled(number, '2027-03-01T00:30:00Z', '2027-03-02T00:30:00Z')
  await vi.waitFor(() => expect(there(number)[0].PlannedStart).toBe('2027-03-01T00:30:00.000Z'), soon)
  await scheduled(number, '2027-03-05T00:30:00Z', '2027-03-06T00:30:00Z')
  await vi.waitFor(async () => expect((await orderNow(number)).erp.plannedStart).toBe('2027-03-05T00:30:00.000Z'), soon)
  expect((await orderNow(number)).handOver).toMatchObject({ waitsFor: null, attempts: 0, refusal: null })
  expect(there(number)).toMatchObject([{ PlannedEnd: '2027-03-06T00:30:00.000Z' }])
})

test('an order that somebody has open waits, and is given up by nobody', async () => {
  const number = await orderedFor('so-open')
  await placed(number)
  const [{ OrderNo }] = there(number)
  service.locked.add(OrderNo)
  await cancelled('so-open')
  await vi.waitFor(async () => expect((await orderNow(number)).handOver.refusal).toMatch(/MUELLER/), soon)
  expect((await orderNow(number)).handOver).toMatchObject({ attempts: 0, givenUpAt: null, waitsFor: 'CANCELLATION' })
  service.locked.clear()
  await graph.sql(`update erp_adapter.erp_hand_over set not_before = now() where production_number = $1`, [number])
  await vi.waitFor(() => expect(there(number)).toMatchObject([{ Status: 'Cancelled' }]), soon)
})

test('an order over which the ERP breaks holds up neither the others nor what the ERP tells', async () => {
  const whole = await ordered()
  await placed(whole)
  service.breaking.add('ENV-BROKEN')
  await graph.sql(
    `insert into erp_adapter.vehicle_model (code, brand, name_zh, name_en, series, model_year, plant_id)
     values ('ENV-BROKEN', 'Buick', '昂科威', 'Envision', 'Envision', 2027, 'PLANT-T')`,
  )
  await graph.data(
    `mutation { createProductionOrder(input: { idempotencyKey: "broken", modelCode: "ENV-BROKEN" }) { __typename } }`,
  )
  const next = await ordered()
  await placed(next)
  const [row] = there(whole)
  service.store.put('ProductionOrders', { ...row, Status: 'Released', ChangedAt: new Date().toISOString() })
  await vi.waitFor(async () => expect((await orderNow(whole)).erp.statuses).toEqual(['Released']), soon)
  expect(await systemNow()).toMatchObject({ state: 'CONNECTED', waitingOrders: 1 })
})
