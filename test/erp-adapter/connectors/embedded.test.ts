import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Database } from '#platform/database.ts'
import { embedded } from '../../../subgraphs/erp-adapter/connectors/embedded/embedded.ts'
import type { OrderToBuild } from '../../../subgraphs/erp-adapter/connectors/connector.ts'
import { startGraph, type TestGraph } from '../../kit/graph.ts'
import { openStore } from '../open-store.ts'
import { capture, commissioned, firstDay } from '../factory.ts'
import { describePlant } from '../plant.ts'
import { orderConformance } from './conformance.ts'
import { servePlants, type ServedPlants } from './served-plant.ts'

let graph: TestGraph
let db: Database
let served: ServedPlants
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
  db = openStore(graph)
  served = servePlants(graph)
})
afterAll(async () => {
  await served.stop()
  await db.close()
  await graph.stop()
})

const connect = () => embedded.open({}, { db, plants: ['PLANT-T'], secrets: () => '' })

let keys = 0
async function ordered(): Promise<string> {
  const { createProductionOrder } = await graph.data(
    `mutation ($key: ID!) { createProductionOrder(input: { idempotencyKey: $key, modelCode: "ENV" }) {
      ... on CreateProductionOrderSuccess { productionOrder { productionNumber } } } }`,
    { key: `embedded-${++keys}` },
  )
  return createProductionOrder.productionOrder.productionNumber
}

async function scheduled(productionNumber: string, plannedStart: string, plannedEnd: string): Promise<void> {
  await graph.data(`mutation ($input: ScheduleProductionInput!) { scheduleProduction(input: $input) { __typename } }`, {
    input: { idempotencyKey: `embedded-${++keys}`, productionNumber, plannedStart, plannedEnd },
  })
}

const productionNumber = async (number: string): Promise<string> =>
  (
    await graph.sql(`select production_number from erp_adapter.production_order where erp_order_number = $1`, [number])
  )[0].production_number

describe('the graph’s own tables, as far as a connector of them can be tried', () => {
  orderConformance({
    connect,
    async know(wanted: OrderToBuild) {
      return { ...wanted, productionNumber: await ordered() }
    },
    async makeOrders(count) {
      await graph.sql(
        `with made as (
          insert into erp_adapter.production_order (production_number, model_code, plant_id)
          select 'MADE' || lpad(nth::text, 6, '0'), 'ENV', 'PLANT-T' from generate_series(1, $1) as nth
          returning production_number
        ) insert into erp_adapter.vehicle (production_number, model_code) select production_number, 'ENV' from made`,
        [count],
      )
    },
    async changeOrder(number) {
      await scheduled(await productionNumber(number), '2027-04-01T00:00:00Z', '2027-04-05T00:00:00Z')
    },
    async beginOrder(number) {
      const now = (Date.now() - firstDay) / 3_600_000
      await capture(graph, [commissioned(await productionNumber(number), now)])
    },
  })
})

test('a plant that no connection names is kept by `embedded`, whose orders are those of the graph', async () => {
  await graph.sql(`
    insert into erp_adapter.place (id, kind, name_zh, name_en, country, time_zone)
    values ('PLANT-U', 'PLANT', '临港工厂', 'Lingang plant', 'CN', 'Asia/Shanghai')`)
  const number = await ordered()
  await scheduled(number, '2027-03-01T00:00:00Z', '2027-03-05T00:00:00Z')
  const asked = async (): Promise<any> =>
    graph.data(
      `query ($number: ID!) {
        erpSystems { name kind state since plants { id } topics { topic asOf } waitingOrders }
        productionOrder(productionNumber: $number) {
          erpOrderNumber erp { system { name } number statuses state plannedStart asOf } handOver { number }
        }
      }`,
      { number },
    )
  const { erpSystems, productionOrder } = await asked()
  expect(erpSystems).toEqual([
    {
      name: 'embedded',
      kind: 'embedded',
      state: 'CONNECTED',
      since: null,
      plants: [{ id: 'PLANT-T' }, { id: 'PLANT-U' }],
      topics: ['ORDERS', 'STOCK', 'CARS', 'PURCHASES'].map(topic => ({ topic, asOf: expect.any(String) })),
      waitingOrders: 0,
    },
  ])
  expect(productionOrder).toEqual({
    erpOrderNumber: productionOrder.erp.number,
    erp: {
      system: { name: 'embedded' },
      number: expect.stringMatching(/^00\d+$/),
      statuses: ['CRTD'],
      state: 'SCHEDULED',
      plannedStart: '2027-03-01T00:00:00.000Z',
      asOf: expect.any(String),
    },
    handOver: null,
  })

  // Named in the configuration, it is a connection like the others.
  await served.serve([{ name: 'trial', kind: 'embedded', plants: ['PLANT-T'], connector: connect() }])
  await vi.waitFor(
    async () =>
      expect((await asked()).productionOrder).toMatchObject({
        erp: { system: { name: 'trial' }, statuses: ['CRTD'] },
        handOver: { number: productionOrder.erpOrderNumber },
      }),
    { timeout: 15_000, interval: 50 },
  )
  expect((await asked()).erpSystems).toMatchObject([
    { name: 'embedded', plants: [{ id: 'PLANT-U' }] },
    { name: 'trial', kind: 'embedded', plants: [{ id: 'PLANT-T' }] },
  ])
}, 60_000)
