import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Connector } from '../../../subgraphs/erp-adapter/connectors/connector.ts'
import { connectOData, odataConfiguration } from './odata-server/connect-odata.ts'
import { startODataServer, type ODataServer } from './odata-server/odata-server.ts'
import { readTopic } from './read-topic.ts'

let service: ODataServer
beforeAll(async () => {
  service = await startODataServer()
})
afterAll(() => service.stop())
beforeEach(() => service.reset())

const patience = (): AbortSignal => AbortSignal.timeout(20_000)
const connect = (more: object = {}, changes: 'field' | 'deltaLink' | 'whole' = 'field'): Connector =>
  connectOData(service.url, { ...odataConfiguration(changes), ...more }, service.gate.token)

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
    const { rows, pages, whole } = await readTopic('stock', connect({}, changes))
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
  expect((await readTopic('stock', connector)).rows).toEqual([
    { partNumber: 'BOLT', plantId: 'PLANT-T', place: '1710/A', onHand: '12345678901234567.125' },
  ])
  const told = { partNumber: 'BOLT', plantId: 'PLANT-T', quantity: '5', received: '2.5' }
  expect((await readTopic('purchases', connector)).rows).toEqual([
    { ...told, number: '1', supplier: 'BOSCH', dueOn: '2027-01-15', status: 'Sent', ordered: true },
    { ...told, number: '2', supplier: null, dueOn: null, status: 'Draft', ordered: false },
  ])
  expect((await readTopic('cars', connector)).rows).toEqual([
    { vin: '1HGCM82633A004352', product: 'ENV', place: 'YARD' },
  ])
})

test('by the service’s account only what changed comes, and all of it when a row was deleted', async () => {
  const connector = connect({}, 'deltaLink')
  for (const Location of ['A', 'B', 'C'])
    service.store.put('StockLines', { Part: 'BOLT', Plant: '1710', Location, OnHand: '1' })
  const first = await readTopic('stock', connector)
  expect(await readTopic('stock', connector, first.mark)).toMatchObject({ rows: [], whole: false })
  service.store.put('StockLines', { Part: 'BOLT', Plant: '1710', Location: 'B', OnHand: '2' })
  const second = await readTopic('stock', connector, first.mark)
  expect(second).toMatchObject({ rows: [{ place: '1710/B', onHand: '2' }], whole: false })
  service.store.remove('StockLines', 'BOLT,1710,A')
  const third = await readTopic('stock', connector, second.mark)
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
    const { mark } = await readTopic('stock', connector, again.mark)
    service.endLinks()
    const later = await readTopic('stock', connector, mark)
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

test('a value that can’t be read is told with its place', async () => {
  service.store.put('StockLines', { Part: 'BOLT', Plant: '1710', Location: 'A', OnHand: 'some' })
  await expect(connect().changes('stock', null, patience())).rejects.toMatchObject({
    code: 'MALFORMED',
    message: expect.stringContaining('OnHand'),
  })
})
