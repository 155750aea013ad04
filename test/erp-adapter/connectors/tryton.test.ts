import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import type { Connector } from '../../../subgraphs/erp-adapter/connectors/connector.ts'
import { tryton } from '../../../subgraphs/erp-adapter/connectors/tryton/tryton.ts'
import { trytonDay } from '../../../subgraphs/erp-adapter/connectors/tryton/tryton-values.ts'
import { startFaultProxy, type FaultProxy } from '../../kit/fault-proxy.ts'
import { startGraph, type TestGraph } from '../../kit/graph.ts'
import { installed } from '../../kit/installed.ts'
import { startCommand, type Running } from '../../kit/command-process.ts'
import { startTryton, type Tryton } from '../../kit/tryton.ts'
import { describePlant } from '../plant.ts'
import { withSecrets } from './surroundings.ts'
import { servedConformance } from './served-conformance.ts'
import { conformance, type ErpAtHand } from './conformance.ts'
import { buyerIn } from './tryton-buyer.ts'
import { furnish, openOffice, type TrytonOffice } from './tryton-office.ts'

describe.skipIf(!installed('trytond'))('Tryton serves a plant', () => {
  let graph: TestGraph
  let erp: Tryton
  let office: TrytonOffice
  let folder: string
  let adapter: Running
  let proxy: FaultProxy
  const settings = () => ({
    database: erp.database,
    user: erp.user,
    passwordFrom: 'TRYTON_PASSWORD',
    buyer: 'SALES',
  })
  beforeAll(async () => {
    graph = await startGraph()
    await describePlant(graph)
    erp = await startTryton(inject('postgres'))
    await furnish(erp)
    office = openOffice(erp)
    proxy = await startFaultProxy(erp.url)
    folder = mkdtempSync(join(tmpdir(), 'autograph-connections-'))
    writeFileSync(
      join(folder, 'connections.json'),
      JSON.stringify({
        connections: [
          {
            name: 'jinqiao',
            kind: 'tryton',
            plants: ['PLANT-T'],
            url: erp.url,
            ...settings(),
            wholeEverySeconds: 2,
          },
        ],
      }),
    )
    adapter = startCommand('subgraph', ['erp-adapter', '--port', '0'], {
      DATABASE_URL: graph.databaseUrl,
      ERP_CONNECTIONS: join(folder, 'connections.json'),
      TRYTON_PASSWORD: erp.password,
    })
    await adapter.saying(/answers at/)
  }, 900_000)
  afterAll(async () => {
    adapter.signal('SIGTERM')
    await adapter.ended
    await office.close()
    await proxy.stop()
    await erp.remove()
    rmSync(folder, { recursive: true })
    await graph.stop()
  })

  describe('as every connector', () => {
    const opened: Connector[] = []
    afterAll(async () => {
      await Promise.all(opened.map(connector => connector.close()))
    })
    const erpAtHand: ErpAtHand = {
      connect() {
        const connector = tryton.open(
          { url: proxy.url, ...settings() },
          withSecrets(() => erp.password),
        )
        opened.push(connector)
        return connector
      },
      proxy: () => proxy,
      makeOrders: count => office.makeProductions(count),
      async changeOrder(number) {
        const [{ id }] = await office.find('production', [['number', '=', number]])
        await office.call('model.production.draft', [[id]])
      },
      async optionsOf(number) {
        const [{ reference }] = await office.find('production', [['number', '=', number]], ['reference'])
        return (await office.find('sale.line', [['sale.reference', '=', reference]], ['description']))[0].description
      },
      async endSessions() {
        const client = new pg.Client({ connectionString: new URL(`/${erp.database}`, inject('postgres')).href })
        await client.connect()
        await client.query('delete from ir_session')
        await client.end()
      },
      async beginOrder(number) {
        const [{ id }] = await office.find('production', [['number', '=', number]])
        await office.receive('ENGINE', 1)
        for (const step of ['draft', 'wait', 'assign_try', 'run']) await office.call(`model.production.${step}`, [[id]])
      },
      entry: () => ({ url: proxy.url, ...settings() }),
      secrets: () => ({ TRYTON_PASSWORD: erp.password }),
    }
    conformance(erpAtHand)
    servedConformance('tryton', erpAtHand)
  })

  let keys = 0
  async function ordered(): Promise<string> {
    const { createProductionOrder } = await graph.data(
      `mutation ($key: ID!) { createProductionOrder(input: { idempotencyKey: $key, modelCode: "ENV" }) {
        ... on CreateProductionOrderSuccess { productionOrder { productionNumber } } } }`,
      { key: `tryton-${++keys}` },
    )
    return createProductionOrder.productionOrder.productionNumber
  }
  const orderNow = async (number: string): Promise<any> =>
    (
      await graph.data(
        `query ($number: ID!) { productionOrder(productionNumber: $number) {
          erp { system { name } number statuses } handOver { number attempts refusal givenUpAt }
        } }`,
        { number },
      )
    ).productionOrder
  const soon = { timeout: 60_000, interval: 200 }

  test('an order of ours becomes a production there, and its states come back', async () => {
    const number = await ordered()
    await vi.waitFor(async () => expect((await orderNow(number)).erp).not.toBeNull(), soon)
    const { erp: told, handOver } = await orderNow(number)
    expect(told).toEqual({ system: { name: 'jinqiao' }, number: handOver.number, statuses: ['request'] })
    const [production] = await office.find('production', [['reference', '=', number]], ['state', 'product.code'])
    expect(production).toMatchObject({ state: 'request', 'product.': { code: 'ENV' } })
    await office.call('model.production.draft', [[production.id]])
    await office.call('model.production.wait', [[production.id]])
    await vi.waitFor(async () => expect((await orderNow(number)).erp.statuses).toEqual(['waiting']), soon)
  }, 120_000)

  test('stock, cars, purchase requests and what came of them are told, as of a moment', async () => {
    const vin = '1HGCM82633A004352'
    const car = await ordered()
    await graph.sql(`update erp_adapter.vehicle set vin = $1 where production_number = $2`, [vin, car])
    await graph.sql(`insert into erp_adapter.part (number, name_zh, name_en) values ('ENGINE', '发动机', 'Engine')`)
    // One more is there from what every connector is tried with.
    await office.receive('ENGINE', 7)
    await office.receive('ENV', 1, vin)
    const { id: engine } = (await office.find('product.product', [['code', '=', 'ENGINE']]))[0]
    const [{ id: warehouse }] = await office.find('stock.location', [['type', '=', 'warehouse']])
    const [{ id: party }] = await office.find('party.party', [['code', '=', 'ENGINES']])
    const request = await office.create('purchase.request', {
      product: engine,
      party,
      quantity: 5,
      uom: await office.unit(),
      warehouse,
      supply_date: trytonDay(new Date('2027-01-15')),
      origin: `stock.order_point,-1`,
      company: await office.company(),
    })
    const known = async (): Promise<any> =>
      graph.data(
        `query ($vin: VIN!) {
          part(number: "ENGINE") { erpStock { place onHand asOf } erpPurchases { quantity received dueOn status ordered } }
          vehicle(vin: $vin) { erpStock { system { name } place } }
          erpSystems { name kind state fault { code } plants { id } topics { topic asOf } waitingOrders }
        }`,
        { vin },
      )
    const wanted = { quantity: '5.000', dueOn: '2027-01-15' }
    await vi.waitFor(async () => {
      const { part, vehicle, erpSystems } = await known()
      expect(part.erpStock).toEqual([{ place: 'PLANT-T', onHand: '8.000', asOf: expect.any(String) }])
      expect(part.erpPurchases).toEqual([{ ...wanted, received: '0.000', status: 'draft', ordered: false }])
      expect(vehicle.erpStock).toEqual([{ system: { name: 'jinqiao' }, place: expect.any(String) }])
      expect(erpSystems.filter((each: any) => each.kind === 'tryton')).toMatchObject([
        { name: 'jinqiao', state: 'CONNECTED', fault: null, plants: [{ id: 'PLANT-T' }], waitingOrders: 0 },
      ])
    }, soon)

    const buyer = buyerIn(office)
    await buyer.takeIn(await buyer.buy(request), 2)
    await vi.waitFor(async () => {
      const { part } = await known()
      expect(part.erpStock).toMatchObject([{ onHand: '10.000' }])
      expect(part.erpPurchases).toEqual([{ ...wanted, received: '2.000', status: 'purchased', ordered: true }])
    }, soon)
  }, 120_000)

  test('while it is away the graph answers with what was known, and catches up when it is back', async () => {
    const system = async (): Promise<any> => {
      const asked = await graph.data(
        `{ erpSystems { name state waitingOrders fault { code message } topics { asOf } } }`,
      )
      return asked.erpSystems.find((each: any) => each.name === 'jinqiao')
    }
    const { topics: before } = await system()
    await erp.stop()
    const number = await ordered()
    await vi.waitFor(
      async () =>
        expect(await system()).toMatchObject({
          state: 'AWAY',
          waitingOrders: 1,
          fault: { code: 'AWAY', message: 'It can’t be reached.' },
        }),
      soon,
    )
    expect((await system()).topics.map((each: any) => each.asOf >= before[0].asOf)).not.toContain(false)
    const { part } = await graph.data(`{ part(number: "ENGINE") { erpStock { onHand } } }`)
    expect(part.erpStock).toEqual([{ onHand: '10.000' }])
    await erp.start()
    await vi.waitFor(async () => expect((await orderNow(number)).handOver.number).not.toBeNull(), soon)
    expect(await office.find('production', [['reference', '=', number]])).toHaveLength(1)
    await vi.waitFor(
      async () => expect(await system()).toMatchObject({ state: 'CONNECTED', waitingOrders: 0, fault: null }),
      soon,
    )
  }, 180_000)
})
