import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '#platform/auth.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { seedMarket } from '../sales/market.ts'
import { at, atStation, capture, commissioned, measured, moment } from './factory.ts'
import { tell } from './neighbours.ts'
import { describePlant } from './plant.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
  await seedMarket(graph)
})
afterAll(() => graph.stop())

const order = (orderId: string, placedAt: string, fields: object = {}) =>
  tell(graph, 'sales.OrderPlaced', {
    orderId,
    kind: 'BUILD',
    customerId: 'customer-1',
    dealerId: 'dealer-t',
    modelCode: 'ENV',
    options: [],
    vin: null,
    placedAt,
    ...fields,
  })

const captureLead = async (phone: string, modelCode: string | null): Promise<string> => {
  const { captureLead: made } = await graph.data(
    `mutation ($input: CaptureLeadInput!) { captureLead(input: $input) { ... on CaptureLeadSuccess { lead { id } } } }`,
    { input: { idempotencyKey: randomUUID(), channel: 'WEB', phone, modelCode, city: 'Shanghai' } },
  )
  return made.lead.id
}

const facts = `orders stockOrders built leads forecast`
const demandOf = async (from: string, to: string, coverDays = 45): Promise<any> => {
  const { vehicleModel } = await graph.data(
    `query ($from: Date!, $to: Date!, $coverDays: Int) { vehicleModel(code: "ENV") {
      demand(from: $from, to: $to, coverDays: $coverDays) {
        ${facts} available coming stockCoverDays proposedProduction months { month plant { id } ${facts} } } } }`,
    { from, to, coverDays },
  )
  return vehicleModel.demand
}
const today = new Date().toISOString().slice(0, 10)
const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
const nothing = { orders: 0, stockOrders: 0, built: 0, leads: 0, forecast: '0.00' }
const PLANT = { id: 'PLANT-T' }

test('orders count once, in the month of the plant, and not when they were cancelled', async () => {
  await order('o-1', '2024-09-10T08:00:00.000Z')
  await order('o-1', '2024-09-10T08:00:00.000Z')
  await order('o-2', '2024-09-30T17:00:00.000Z')
  await order('o-3', '2024-10-05T08:00:00.000Z')
  await order('o-4', '2024-10-06T08:00:00.000Z', { kind: 'STOCK', vin: 'LSGFXCS19VS110042' })
  await tell(graph, 'sales.OrderCancelled', { orderId: 'o-3', vin: null, cancelledAt: '2024-10-09T08:00:00.000Z' })
  const { months, ...demand } = await demandOf('2024-09-01', '2024-12-31')
  expect(months).toEqual([
    { ...nothing, month: '2024-09', plant: PLANT, orders: 1 },
    { ...nothing, month: '2024-10', plant: PLANT, orders: 2, stockOrders: 1 },
  ])
  expect(demand).toMatchObject({ ...nothing, orders: 3, stockOrders: 1, available: 0, stockCoverDays: 0 })
  expect((await demandOf('2024-09-11', '2024-09-30')).orders).toBe(0)
  expect((await demandOf('2024-10-01', '2024-10-01')).orders).toBe(1)
})

test('what customers order is built where the order went', async () => {
  await graph.sql(`insert into erp_adapter.place (id, kind, name_zh, name_en, time_zone)
    values ('PLANT-W', 'PLANT', '', '', 'America/Detroit')`)
  await order('o-5', '2024-07-01T02:00:00.000Z')
  await graph.sql(`update erp_adapter.production_order set plant_id = 'PLANT-W'
    where production_number = (select production_number from erp_adapter.vehicle where order_id = 'o-5')`)
  const { months } = await demandOf('2024-06-01', '2024-06-30')
  expect(months).toEqual([{ ...nothing, month: '2024-06', plant: { id: 'PLANT-W' }, orders: 1 }])
})

test('open leads are a forecast by their score until they are answered for good', async () => {
  const [first] = await Promise.all([
    captureLead('+8613800138001', 'ENV'),
    captureLead('+8613800138002', 'ENV'),
    captureLead('+8613800138003', 'ENVISION-GS'),
    captureLead('+8613800138004', null),
  ])
  await graph.settled()
  expect(await demandOf(today, tomorrow)).toMatchObject({ leads: 2, forecast: '1.00' })
  await graph.data(`mutation ($input: LoseLeadInput!) { loseLead(input: $input) { __typename } }`, {
    input: { idempotencyKey: randomUUID(), leadId: first, reason: 'PRICE' },
  })
  await graph.settled()
  expect(await demandOf(today, tomorrow)).toMatchObject({ leads: 1, forecast: '0.50' })
})

test('production is proposed from the pace of sales, less what is there and what is coming', async () => {
  for (const [car, vin] of Object.entries({ 'FREE-1': 'LSGFXCS17VS110041', 'FREE-2': 'LSGFXCS19VS110042' }))
    await capture(graph, [
      commissioned(car, 0),
      atStation(car, 1, 'T-BODY', { 'autograph:vin': vin }),
      atStation(car, 2, 'T-PAINT'),
      atStation(car, 3, 'T-TRIM'),
      measured(car, 4, 3300),
      at(car, 5, ['storing', 'YARD-T'], { disposition: 'sellable_not_accessible' }),
      at(car, 9, ['receiving', 'DLR-T'], { disposition: 'sellable_accessible' }),
    ])
  await capture(graph, [commissioned('COMING-1', 1)])
  const from = moment(0).slice(0, 10)
  for (const each of [1, 2, 3, 4]) await order(`stock-${each}`, moment(12), { kind: 'STOCK', vin: 'NONE' })
  const fifty = moment(24 * 49).slice(0, 10)
  expect(await demandOf(from, fifty)).toMatchObject({
    orders: 4,
    stockOrders: 4,
    built: 2,
    available: 2,
    coming: 1,
    // Four in fifty days: two last for 25, and 3.6 are needed for 45.
    stockCoverDays: 25,
    proposedProduction: 1,
  })
  expect(await demandOf(from, fifty, 365)).toMatchObject({ proposedProduction: 27 })
  expect(await demandOf(tomorrow, tomorrow)).toMatchObject({ stockCoverDays: null, proposedProduction: 0 })
})

test('what was told before demand was counted is counted too', async () => {
  const before = [await demandOf('2024-06-01', '2024-12-31'), await demandOf(today, tomorrow)]
  const file = (name: string): string => readFileSync(join(import.meta.dirname, '../../subgraphs', name), 'utf8')
  const orders = file('erp-adapter/migrations/016-demand.sql')
  await graph.sql(`begin; set local search_path = erp_adapter, platform; delete from ordered_car; delete from wished_car;
    -- The tests tell all events under one key; sales tells them under the order's.
    update platform.event set key = payload ->> 'orderId' where key = 'told';
    ${orders.slice(orders.indexOf('insert into ordered_car'))}; commit`)
  await graph.sql(
    `begin; set local search_path = sales, platform; ${file('sales/migrations/016-leads-are-told.sql')}; commit`,
  )
  await graph.settled()
  await expect
    .poll(async () => [await demandOf('2024-06-01', '2024-12-31'), await demandOf(today, tomorrow)])
    .toEqual(before)
})

test('demand is for those who plan, and of days that can be meant', async () => {
  const ask = async (days: string, role: Role): Promise<unknown> => {
    const as = { role, dealerId: 'D1' }
    const { errors } = await graph.ask(`{ vehicleModel(code: "ENV") { demand(${days}) { orders } } }`, {}, as)
    return errors?.[0]?.extensions.code
  }
  const year = `from: "2024-01-01", to: "2024-12-31"`
  expect(await ask(year, 'factory')).toBeUndefined()
  expect(await ask(year, 'dealer-sales')).toBe('FORBIDDEN')
  expect(await ask(`from: "2024-01-02", to: "2024-01-01"`, 'factory')).toBe('BAD_USER_INPUT')
  expect(await ask(`from: "2020-01-01", to: "2024-01-01"`, 'factory')).toBe('BAD_USER_INPUT')
  expect(await ask(`${year}, coverDays: 0`, 'factory')).toBe('BAD_USER_INPUT')
})

test('the demand of fifty models takes as many statements as that of one', async () => {
  await graph.sql(`insert into erp_adapter.vehicle_model (code, brand, name_zh, name_en, series, model_year, plant_id)
    select 'M' || nth, 'Buick', '', '', '', 2027, 'PLANT-T' from generate_series(1, 60) as nth`)
  const of = (first: number): string => `{ vehicleModels(first: ${first}) { nodes {
    code demand(from: "2024-01-01", to: "2024-12-31") { ${facts} proposedProduction months { month plant { id } } } } } }`
  const one = await graph.statementsOf(() => graph.data(of(1)))
  const fifty = await graph.statementsOf(() => graph.data(of(50)))
  expect(fifty).toHaveLength(one.length)
  expect(fifty.length).toBeLessThanOrEqual(4)
})
