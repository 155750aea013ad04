import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { secretNamed } from '#platform/config.ts'
import type { Connector } from '../../../subgraphs/erp-adapter/connectors/connector.ts'
import { odataV4 } from '../../../subgraphs/erp-adapter/connectors/odata-v4/odata-v4.ts'
import { byToken, connectOData, odataConfiguration } from './odata-server/connect-odata.ts'
import { startODataServer, type ODataServer } from './odata-server/odata-server.ts'
import { withSecrets } from './surroundings.ts'

let service: ODataServer
beforeAll(async () => {
  service = await startODataServer()
})
afterAll(() => service.stop())
beforeEach(() => service.reset())

const patience = (): AbortSignal => AbortSignal.timeout(20_000)
const connect = (more: object = {}): Connector =>
  connectOData(service.url, { ...odataConfiguration(), ...more }, service.gate.token)

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
  const connector = connectOData(service.url, { ...odataConfiguration(), access: byToken }, () => 'old')
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
    odataV4.settings.parse({ url: service.url, ...odataConfiguration(), access }),
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

test('a property that the service does not have is told with the service’s words', async () => {
  const { orders } = odataConfiguration()
  const reading = connect({ orders: { ...orders, status: 'State' } }).changes('orders', null, patience())
  await expect(reading).rejects.toMatchObject({
    code: 'MALFORMED',
    message: "It does not answer what is configured: Could not find a property named 'State'. (E400)",
  })
})

test('the documentation’s example of an entry is one, and works', async () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/connectors.md'), 'utf8')
  const entries = page.matchAll(/```json\n(\{[^]*?\n\})\n```/g)
  const example = [...entries].map(([, text = '']) => JSON.parse(text)).find(({ kind }) => kind === 'odata-v4')
  const { name: _name, kind: _kind, plants, ...entry } = example
  expect(plants).toEqual(Object.keys(entry.plantCodes))
  const connector = connectOData(service.url, { ...entry, url: service.url, access: byToken }, service.gate.token)
  const order = {
    productionNumber: 'SGM26110042',
    modelCode: 'ENV',
    plantId: 'PLANT-T',
    optionCodes: [],
    salesOrderId: null,
    plannedStart: null,
    plannedEnd: null,
  }
  const number = await connector.placeOrder(order, patience())
  service.store.put('StockLines', { Part: 'BOLT', Plant: '1710', Location: 'A', OnHand: '1' })
  service.store.put('Purchases', { No: '1', Part: 'BOLT', Vendor: 'BOSCH', Plant: '1710', Quantity: 5, Status: 'Sent' })
  expect(connector.topics).toEqual(['orders', 'stock', 'purchases'])
  expect((await connector.changes('orders', null, patience())).rows).toMatchObject([{ number, state: 'PLANNED' }])
  expect((await connector.changes('stock', null, patience())).rows).toHaveLength(1)
  expect((await connector.changes('purchases', null, patience())).rows).toMatchObject([{ ordered: true }])
})
