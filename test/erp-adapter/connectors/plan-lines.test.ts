import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startGraph, type TestGraph } from '../../kit/graph.ts'
import { describePlant } from '../plant.ts'
import { connectOData, odataConfiguration } from './odata-server/connect-odata.ts'
import { startODataServer, type ODataServer } from './odata-server/odata-server.ts'
import { servePlants, type ServedPlants } from './served-plant.ts'

let graph: TestGraph
let jinqiao: ODataServer
let lingang: ODataServer
let served: ServedPlants
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
  await graph.sql(`
    insert into erp_adapter.place (id, kind, name_zh, name_en, country, time_zone)
    values ('PLANT-L', 'PLANT', '临港工厂', 'Lingang plant', 'CN', 'Asia/Shanghai')`)
  ;[jinqiao, lingang] = await Promise.all([startODataServer(), startODataServer()])
  served = servePlants(graph)
  const connect = (server: ODataServer, plantCodes: object, changes: 'whole' | 'deltaLink') =>
    connectOData(server.url, { ...odataConfiguration(changes), plantCodes }, server.gate.token)
  // The second one's plant has the first one's code: each is asked for its own.
  await served.serve([
    {
      name: 'jinqiao',
      kind: 'odata-v4',
      plants: ['PLANT-T'],
      connector: connect(jinqiao, { 'PLANT-T': '1710' }, 'whole'),
    },
    {
      name: 'lingang',
      kind: 'odata-v4',
      plants: ['PLANT-L'],
      connector: connect(lingang, { 'PLANT-L': '1710' }, 'deltaLink'),
    },
  ])
})
afterAll(async () => {
  await served.stop()
  await Promise.all([jinqiao.stop(), lingang.stop()])
  await graph.stop()
})

let keys = 0
const key = (): string => `lines-${++keys}`

const ask = async (): Promise<any> =>
  (
    await graph.data(`{ part(number: "SEAT") {
      stock { place { id } onHand reserved } openPurchases { nodes { number plant { id } supplier { id } quantity received dueOn } }
      erpStock { system { name } place onHand } erpPurchases { number ordered received }
    } }`)
  ).part

const soon = { timeout: 15_000, interval: 50 }
const bought = { Part: 'SEAT', Vendor: 'RECARO', Plant: '1710', Quantity: 8, Received: 2, DueOn: '2027-03-02' }

test('what an ERP has and has asked for becomes its plant’s lines, as soon as the part is known', async () => {
  jinqiao.store.put('StockLines', { Part: 'SEAT', Plant: '1710', Location: 'A', OnHand: '3' })
  jinqiao.store.put('StockLines', { Part: 'SEAT', Plant: '1710', Location: 'B', OnHand: '2.5' })
  lingang.store.put('StockLines', { Part: 'SEAT', Plant: '1710', Location: 'A', OnHand: '100' })
  jinqiao.store.put('Purchases', { ...bought, No: '1', Status: 'Sent' })
  jinqiao.store.put('Purchases', { ...bought, No: '2', Status: 'Draft' })
  jinqiao.store.put('Purchases', { ...bought, No: '3', Status: 'Sent', Received: 8 })
  lingang.store.put('Purchases', { ...bought, No: '1', Status: 'Sent', DueOn: null })
  await vi.waitFor(async () => expect((await graph.sql(`select from erp_adapter.erp_stock`)).length).toBe(3), soon)
  await graph.data(
    `mutation ($key: ID!) { setSupply(input: { idempotencyKey: $key
      parts: [{ number: "SEAT", nameZh: "座椅", nameEn: "Seat" }]
      bills: [{ modelCode: "ENV", lines: [{ partNumber: "SEAT", quantity: "4" }] }] }) { __typename } }`,
    { key: key() },
  )
  await vi.waitFor(
    async () =>
      expect(await ask()).toEqual({
        stock: [
          { place: { id: 'PLANT-L' }, onHand: '100.000', reserved: '0.000' },
          { place: { id: 'PLANT-T' }, onHand: '5.500', reserved: '0.000' },
        ],
        openPurchases: {
          nodes: [
            {
              number: 'jinqiao/1',
              plant: { id: 'PLANT-T' },
              supplier: { id: 'RECARO' },
              quantity: '8.000',
              received: '2.000',
              dueOn: '2027-03-02',
            },
          ],
        },
        erpStock: [
          { system: { name: 'jinqiao' }, place: '1710/A', onHand: '3.000' },
          { system: { name: 'jinqiao' }, place: '1710/B', onHand: '2.500' },
          { system: { name: 'lingang' }, place: '1710/A', onHand: '100.000' },
        ],
        erpPurchases: [
          { number: '1', ordered: true, received: '2.000' },
          { number: '2', ordered: false, received: '2.000' },
          { number: '3', ordered: true, received: '8.000' },
          { number: '1', ordered: true, received: '2.000' },
        ],
      }),
    soon,
  )
}, 60_000)

test('a material plan nets against what the plant’s own ERP has and has asked for', async () => {
  for (const day of ['2027-03-01', '2027-03-02', '2027-03-03', '2027-03-04']) {
    const { createProductionOrder } = await graph.data(
      `mutation ($key: ID!) { createProductionOrder(input: { idempotencyKey: $key, modelCode: "ENV" }) {
        ... on CreateProductionOrderSuccess { productionOrder { productionNumber } } } }`,
      { key: key() },
    )
    const { productionNumber } = createProductionOrder.productionOrder
    await graph.data(
      `mutation ($input: ScheduleProductionInput!) { scheduleProduction(input: $input) { __typename } }`,
      {
        input: {
          idempotencyKey: key(),
          productionNumber,
          plannedStart: `${day}T01:00:00Z`,
          plannedEnd: `${day}T09:00:00Z`,
        },
      },
    )
  }
  const { planMaterial } = await graph.data(
    `mutation ($key: ID!) {
      planMaterial(input: { idempotencyKey: $key, plant: "PLANT-T", fromDay: "2027-03-01", days: 10 }) {
        ... on PlanMaterialSuccess { plan {
          coverage { nodes { part { number } onHand expected need coverageDays } } lines { nodes { quantity needOn } }
        } } } }`,
    { key: key() },
  )
  // 16 are needed, 5.5 are there, 6 of 8 are still to come.
  expect(planMaterial.plan).toEqual({
    coverage: {
      nodes: [{ part: { number: 'SEAT' }, onHand: '5.500', expected: '6.000', need: '16.000', coverageDays: 2 }],
    },
    lines: {
      nodes: [
        { quantity: '1.000', needOn: '2027-03-03' },
        { quantity: '4.000', needOn: '2027-03-04' },
      ],
    },
  })
}, 60_000)

test('what is used up, delivered, or not there any more in the ERP is gone from the plant’s lines', async () => {
  await graph.sql(`update erp_adapter.part_stock set reserved = 5 where place_id = 'PLANT-T'`)
  jinqiao.store.put('StockLines', { Part: 'SEAT', Plant: '1710', Location: 'A', OnHand: '-1' })
  jinqiao.store.remove('StockLines', 'SEAT,1710,B')
  jinqiao.store.put('Purchases', { ...bought, No: '1', Status: 'Closed', Received: 8 })
  lingang.store.remove('StockLines', 'SEAT,1710,A')
  await vi.waitFor(
    async () =>
      expect(await ask()).toMatchObject({
        stock: [{ place: { id: 'PLANT-T' }, onHand: '0.000', reserved: '0.000' }],
        openPurchases: { nodes: [] },
        erpStock: [{ place: '1710/A', onHand: '-1.000' }],
      }),
    soon,
  )
}, 60_000)

test('an ERP that is not configured any more takes its lines with it', async () => {
  await served.serve([])
  expect(await ask()).toEqual({ stock: [], openPurchases: { nodes: [] }, erpStock: [], erpPurchases: [] })
})
