import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { secretNamed } from '#platform/config.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type {
  ChangePage,
  Changes,
  Connector,
  OrderToBuild,
  Topic,
} from '../../../subgraphs/erp-adapter/connectors/connector.ts'
import { odataV4 } from '../../../subgraphs/erp-adapter/connectors/odata-v4/odata-v4.ts'
import { startFaultProxy, type FaultProxy } from '../../kit/fault-proxy.ts'
import { withSecrets } from './surroundings.ts'
import { servedConformance } from './served-conformance.ts'
import { user } from './odata-server/odata-gate.ts'
import { conformance, type ErpAtHand } from './conformance.ts'
import { byPassword, byToken, connectOData, odataConfiguration } from './odata-server/connect-odata.ts'
import { startODataServer, type ODataServer } from './odata-server/odata-server.ts'

let service: ODataServer
let proxy: FaultProxy
beforeAll(async () => {
  service = await startODataServer()
  proxy = await startFaultProxy(new URL(service.url).origin)
})
afterAll(async () => {
  await proxy.stop()
  await service.stop()
})

const root = (): string => `${proxy.url}${new URL(service.url).pathname}`

describe.each([
  ['a password, changes by a field', 'field', byPassword],
  ['a token, changes by the service’s own account', 'deltaLink', byToken],
] as const)('OData V4 with %s, as every connector', (_, changes, access) => {
  const erp: ErpAtHand = {
    connect: () => connectOData(root(), { ...odataConfiguration(changes), access }, service.gate.token),
    proxy: () => proxy,
    makeOrders(count) {
      for (let nth = 0; nth < count; nth++)
        service.store.put('ProductionOrders', { Material: 'ENV', Plant: '1710', Status: 'Created', ExternalNo: '' })
      return Promise.resolve()
    },
    changeOrder(number) {
      const { ChangedAt: _, ...order } = service.store.find('ProductionOrders', number) ?? {}
      service.store.put('ProductionOrders', { ...order, Status: 'Released' })
      return Promise.resolve()
    },
    beginOrder(number) {
      const { ChangedAt: _, ...order } = service.store.find('ProductionOrders', number) ?? {}
      service.store.put('ProductionOrders', { ...order, Status: 'Started' })
      return Promise.resolve()
    },
    endSessions() {
      service.gate.end()
      return Promise.resolve()
    },
    entry: () => ({ url: root(), ...odataConfiguration(changes), access }),
    secrets: () => ({ PASSWORD: user.password, TOKEN: service.gate.token() }),
  }
  conformance(erp)
  servedConformance('odata-v4', erp)
})

const patience = (): AbortSignal => AbortSignal.timeout(20_000)
const connect = (more: object = {}, changes: 'field' | 'deltaLink' | 'whole' = 'field'): Connector =>
  connectOData(root(), { ...odataConfiguration(changes), ...more }, service.gate.token)
const order: OrderToBuild = {
  productionNumber: 'SGM26110042',
  modelCode: 'ENV',
  plantId: 'PLANT-T',
  optionCodes: ['RED', 'SUNROOF'],
  salesOrderId: null,
  plannedStart: new Date('2027-03-01T16:30:00Z'),
  plannedEnd: new Date('2027-03-04T16:00:00Z'),
}

/** Reads a topic to its end; what was told whole is marked. */
async function readAll<Name extends Topic>(topic: Name, connector: Connector, from: string | null = null) {
  const rows: Changes[Name][] = []
  for (let mark = from, pages = 1; ; pages++) {
    const page: ChangePage<Changes[Name]> = await connector.changes(topic, mark, patience())
    rows.push(...page.rows)
    mark = page.mark
    if (!page.more) return { rows, mark, pages, whole: page.whole !== undefined }
  }
}

describe('OData V4', () => {
  beforeEach(() => {
    service.store.clear()
    service.locked.clear()
    service.asked.length = 0
    service.instead.length = 0
    service.most = 1000
    service.beforeChange = () => {}
  })

  test('an order is made with the configured properties, and comes back as it is', async () => {
    const connector = connect()
    const number = await connector.placeOrder(order, patience())
    const made = service.store.find('ProductionOrders', number)
    expect(made).toEqual({
      OrderNo: number,
      ExternalNo: 'SGM26110042',
      Material: 'ENV',
      Plant: '1710',
      Quantity: 1,
      Options: 'RED SUNROOF',
      OrderType: 'CAR',
      PlannedStart: '2027-03-01T16:30:00.000Z',
      PlannedEnd: '2027-03-04T16:00:00.000Z',
      Status: 'Created',
      ChangedAt: expect.any(String),
    })
    service.store.put('ProductionOrders', { ...made, Status: 'Started', ActualStart: '2027-03-01T08:00:00+08:00' })
    service.store.put('ProductionOrders', { Material: 'ENV', Plant: '1010', Status: 'Created' })
    expect((await readAll('orders', connector)).rows).toEqual([
      {
        number,
        productionNumber: 'SGM26110042',
        product: 'ENV',
        statuses: ['Started'],
        state: 'IN_PRODUCTION',
        plannedStart: order.plannedStart,
        plannedEnd: order.plannedEnd,
        actualStart: new Date('2027-03-01T00:00:00Z'),
        actualEnd: null,
        revision: expect.stringMatching(/^W\/"\d+"$/),
      },
    ])
  })

  test('days are those of the plant’s clock, on the way there and back', async () => {
    const { orders } = odataConfiguration()
    const connector = connect({ orders: { ...orders, dates: 'days' } })
    const number = await connector.placeOrder(order, patience())
    expect(service.store.find('ProductionOrders', number)).toMatchObject({ PlannedStart: '2027-03-02' })
    expect((await readAll('orders', connector)).rows).toMatchObject([
      { plannedStart: new Date('2027-03-01T16:00:00Z'), plannedEnd: new Date('2027-03-04T16:00:00Z') },
    ])
  })

  test('an order is moved and cancelled with its ETag, by a status or by an action', async () => {
    const { orders } = odataConfiguration()
    const byAction = { ...orders, cancel: { by: 'action', action: 'Manufacturing.Cancel' } }
    for (const connector of [connect(), connect({ orders: byAction })]) {
      service.store.clear()
      const number = await connector.placeOrder(order, patience())
      const revision = async (): Promise<string> => (await readAll('orders', connector)).rows[0]?.revision ?? ''
      const later = { plannedStart: new Date('2027-05-01T00:00:00Z'), plannedEnd: null }
      await connector.moveOrder({ kind: 'reschedule', number, revision: await revision(), ...later }, patience())
      await connector.moveOrder({ kind: 'cancel', number, revision: await revision() }, patience())
      expect(service.store.find('ProductionOrders', number)).toMatchObject({
        PlannedStart: '2027-05-01T00:00:00.000Z',
        PlannedEnd: '2027-03-04T16:00:00.000Z',
        Status: 'Cancelled',
      })
    }
  })

  test('a change between the reading and the step is a conflict, an order that somebody has open is busy', async () => {
    const connector = connect()
    const number = await connector.placeOrder(order, patience())
    const [told] = (await readAll('orders', connector)).rows
    const cancel = { kind: 'cancel', number, revision: told?.revision ?? '' } as const
    service.locked.add(number)
    await expect(connector.moveOrder(cancel, patience())).rejects.toMatchObject({ code: 'BUSY' })
    service.beforeChange = () =>
      service.store.put('ProductionOrders', { ...service.store.find('ProductionOrders', number), Status: 'Released' })
    await expect(connector.moveOrder(cancel, patience())).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(service.store.find('ProductionOrders', number)).toMatchObject({ Status: 'Released' })
  })

  test('what is refused is told in the service’s words', async () => {
    const unknown = connect().placeOrder({ ...order, modelCode: 'UNKNOWN' }, patience())
    await expect(unknown).rejects.toMatchObject({
      code: 'REFUSED',
      message: 'It refused: The material UNKNOWN is not made in this plant. (E422)',
    })
    const elsewhere = connect().placeOrder({ ...order, plantId: 'PLANT-X' }, patience())
    await expect(elsewhere).rejects.toMatchObject({ code: 'REFUSED', message: 'No plant is configured for PLANT-X.' })
  })

  test('a number with a quote finds its own order and nothing else', async () => {
    const connector = connect()
    service.store.put('ProductionOrders', { ExternalNo: 'x', Material: 'ENV', Plant: '1710', Status: 'Created' })
    const odd = { ...order, productionNumber: "A' or 'x + 1&$top=0" }
    const number = await connector.placeOrder(odd, patience())
    expect(await connector.placeOrder(odd, patience())).toBe(number)
    expect(service.store.rows('ProductionOrders')).toHaveLength(2)
  })

  test.for([['field'], ['deltaLink'], ['whole']] as const)(
    '10,000 rows come each once in pages by %s, though the service gives smaller ones than are asked for',
    { timeout: 60_000 },
    async ([changes]) => {
      service.most = 150
      for (let nth = 0; nth < 10_000; nth++)
        service.store.put('StockLines', {
          Part: `P${nth % 5000}`,
          Plant: '1710',
          Location: nth < 5000 ? 'A' : 'B',
          OnHand: '1',
        })
      const { rows, pages, whole } = await readAll('stock', connect({}, changes))
      expect(new Set(rows.map(({ partNumber, place }) => `${partNumber} ${place}`)).size).toBe(10_000)
      expect(rows).toHaveLength(10_000)
      expect(pages).toBe(67)
      expect(whole).toBe(true)
    },
  )

  test('stock, purchases and cars come by our plants, every digit kept', async () => {
    service.store.put('StockLines', { Part: 'BOLT', Plant: '1710', Location: 'A', OnHand: '12345678901234567.125' })
    service.store.put('StockLines', { Part: 'NUT', Plant: '1010', Location: 'A', OnHand: 7 })
    const bought = { Part: 'BOLT', Vendor: 'BOSCH', Plant: '1710', Quantity: 5, Received: 2.5, DueOn: '2027-01-15' }
    service.store.put('Purchases', { No: '1', ...bought, Status: 'Sent' })
    service.store.put('Purchases', { No: '2', ...bought, Vendor: null, Status: 'Draft', DueOn: null })
    service.store.put('Cars', { Vin: '1HGCM82633A004352', Product: 'ENV', Place: 'YARD' })
    const connector = connect()
    expect((await readAll('stock', connector)).rows).toEqual([
      { partNumber: 'BOLT', plantId: 'PLANT-T', place: '1710/A', onHand: '12345678901234567.125' },
    ])
    const told = { partNumber: 'BOLT', plantId: 'PLANT-T', quantity: '5', received: '2.5' }
    expect((await readAll('purchases', connector)).rows).toEqual([
      { ...told, number: '1', supplier: 'BOSCH', dueOn: '2027-01-15', status: 'Sent', ordered: true },
      { ...told, number: '2', supplier: null, dueOn: null, status: 'Draft', ordered: false },
    ])
    expect((await readAll('cars', connector)).rows).toEqual([
      { vin: '1HGCM82633A004352', product: 'ENV', place: 'YARD' },
    ])
  })

  test('by the service’s account only what changed comes, and all of it when a row was deleted', async () => {
    const connector = connect({}, 'deltaLink')
    for (const Location of ['A', 'B', 'C'])
      service.store.put('StockLines', { Part: 'BOLT', Plant: '1710', Location, OnHand: '1' })
    const first = await readAll('stock', connector)
    expect(await readAll('stock', connector, first.mark)).toMatchObject({ rows: [], whole: false })
    service.store.put('StockLines', { Part: 'BOLT', Plant: '1710', Location: 'B', OnHand: '2' })
    const second = await readAll('stock', connector, first.mark)
    expect(second).toMatchObject({ rows: [{ place: '1710/B', onHand: '2' }], whole: false })
    service.store.remove('StockLines', 'BOLT,1710,A')
    const third = await readAll('stock', connector, second.mark)
    expect(third).toMatchObject({ rows: [{ place: '1710/B' }, { place: '1710/C' }], whole: true })
  })

  test.for([['field'], ['deltaLink']] as const)(
    'where a link has ended all is read from the beginning (%s)',
    async ([changes]) => {
      service.most = 2
      for (const Location of ['A', 'B', 'C'])
        service.store.put('StockLines', { Part: 'BOLT', Plant: '1710', Location, OnHand: '1' })
      const connector = connect({}, changes)
      const begun = await connector.changes('stock', null, patience())
      expect(begun).toMatchObject({ more: true, whole: 'first' })
      service.endLinks()
      const again = await connector.changes('stock', begun.mark, patience())
      expect(again).toMatchObject({ more: true, whole: 'first' })
      expect(again.rows).toEqual(begun.rows)
      service.most = 1000
      const { mark } = await readAll('stock', connector, again.mark)
      service.endLinks()
      const later = await readAll('stock', connector, mark)
      expect(later.whole).toBe(changes === 'deltaLink')
    },
  )

  test('a link that leads out of the service is not followed, and one of another host is asked here', async () => {
    service.most = 1
    for (const Location of ['A', 'B'])
      service.store.put('StockLines', { Part: 'BOLT', Plant: '1710', Location, OnHand: '1' })
    const connector = connect()
    const { mark } = await connector.changes('stock', null, patience())
    const { after: link, ...sweep } = JSON.parse(mark)
    const marked = (after: string): string => JSON.stringify({ ...sweep, after })
    const out = connector.changes('stock', marked('https://elsewhere.example/admin?x'), patience())
    await expect(out).rejects.toMatchObject({ code: 'MALFORMED', message: expect.stringMatching(/out of the service/) })
    const inner = String(link).replace(/^http:\/\/[^/]+/, 'https://inner.example')
    expect((await connector.changes('stock', marked(inner), patience())).rows).toHaveLength(1)
  })

  test.for([
    [429, '7', 'AWAY', 7000],
    [503, '2', 'AWAY', 2000],
    [503, undefined, 'AWAY', 0],
    [504, undefined, 'AWAY', 0],
    [500, undefined, 'FAILED', 0],
    [501, undefined, 'MALFORMED', 0],
    [505, undefined, 'MALFORMED', 0],
  ] as const)('%s with Retry-After %s is %s for %s ms', async ([status, asked, code, pause]) => {
    service.instead.push({ status, headers: asked === undefined ? {} : { 'retry-after': asked } })
    await expect(connect().changes('orders', null, patience())).rejects.toMatchObject({ code, pause })
    await connect().changes('orders', null, patience())
  })

  test('a Retry-After that is a date is waited for as long as until then, and never longer than an hour', async () => {
    const inAMinute = new Date(Date.now() + 60_000).toUTCString()
    service.instead.push({ status: 503, headers: { 'retry-after': inAMinute } })
    service.instead.push({ status: 429, headers: { 'retry-after': '999999999' } })
    const first = await connect()
      .changes('orders', null, patience())
      .catch((error: unknown) => error)
    expect((first as { pause: number }).pause).toBeGreaterThan(50_000)
    expect((first as { pause: number }).pause).toBeLessThanOrEqual(60_000)
    await expect(connect().changes('orders', null, patience())).rejects.toMatchObject({ pause: 3_600_000 })
  })

  test('a wrong password locks out after one try, a token that is refused is read anew', async () => {
    const access = { by: 'password', user: 'NOBODY', passwordFrom: 'PASSWORD' }
    await expect(connect({ access }).changes('orders', null, patience())).rejects.toMatchObject({ code: 'LOCKED_OUT' })
    expect(service.asked).toHaveLength(1)
    const connector = connectOData(root(), { ...odataConfiguration(), access: byToken }, () => 'old')
    await expect(connector.changes('orders', null, patience())).rejects.toMatchObject({ code: 'LOCKED_OUT' })
    expect(service.asked).toHaveLength(2)
  })

  test('a token may stand in a file, which is read anew when the service takes it no more', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'autograph-secret-'))
    const file = join(folder, 'token')
    process.env['ODATA_TEST_TOKEN_FILE'] = file
    writeFileSync(file, `${service.gate.token()}\n`)
    const access = { by: 'token', tokenFrom: 'ODATA_TEST_TOKEN' }
    const connector = odataV4.open(
      odataV4.settings.parse({ url: root(), ...odataConfiguration(), access }),
      withSecrets(secretNamed),
    )
    await connector.changes('orders', null, patience())
    service.gate.end()
    writeFileSync(file, `${service.gate.token()}\n`)
    await connector.changes('orders', null, patience())
    rmSync(folder, { recursive: true })
    expect(() => secretNamed('ODATA_TEST_TOKEN')).toThrow('can’t be read')
    delete process.env['ODATA_TEST_TOKEN_FILE']
  })

  test.for([
    [{ pageSize: 0 }, 'pageSize'],
    [{ plantCodes: {} }, 'must name a plant'],
    [{ timeZone: 'Mars/Olympus' }, 'time zone'],
    [{ orders: { ...odataConfiguration().orders, material: 'a eq b' } }, 'name of a property'],
    [{ orders: { ...odataConfiguration().orders, states: { Created: 'PLANNED' } } }, 'which status is CANCELLED'],
    [
      { orders: { ...odataConfiguration().orders, cancel: { by: 'status', status: 'Created' } } },
      'must be a status that',
    ],
    [{ orders: { ...odataConfiguration().orders, colour: 'Colour' } }, 'colour'],
    [{ access: { by: 'faith' } }, 'access'],
  ] as const)('wrong settings are refused: %o', ([wrong, why]) => {
    expect(() => connect(wrong)).toThrow(why)
  })

  test('a property that the service does not have is told with the service’s words', async () => {
    const { orders } = odataConfiguration()
    const reading = connect({ orders: { ...orders, status: 'State' } }).changes('orders', null, patience())
    await expect(reading).rejects.toMatchObject({
      code: 'MALFORMED',
      message: "It does not answer what is configured: Could not find a property named 'State'. (E400)",
    })
  })

  test('a value that can’t be read is told with its place', async () => {
    service.store.put('StockLines', { Part: 'BOLT', Plant: '1710', Location: 'A', OnHand: 'some' })
    await expect(connect().changes('stock', null, patience())).rejects.toMatchObject({
      code: 'MALFORMED',
      message: expect.stringContaining('OnHand'),
    })
  })
})
