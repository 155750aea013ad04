import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Connector, OrderToBuild } from '../../../subgraphs/erp-adapter/connectors/connector.ts'
import { readTopic } from './read-topic.ts'
import { byPassword, connectSap, tokenAccess } from './sap-server/connect-sap.ts'
import { startSapServer, type SapServer } from './sap-server/sap-server.ts'

let sap: SapServer
beforeAll(async () => {
  sap = await startSapServer()
})
afterAll(() => sap.stop())

const connect = (more: object = {}): Connector => connectSap(sap.url, more)
const patience = (): AbortSignal => AbortSignal.timeout(20_000)
const order: OrderToBuild = {
  productionNumber: 'SGM26110042',
  modelCode: 'ENV',
  plantId: 'PLANT-T',
  optionCodes: ['RED', 'SUNROOF'],
  salesOrderId: null,
  plannedStart: new Date('2027-03-01T00:30:00Z'),
  plannedEnd: new Date('2027-03-04T16:00:00Z'),
}

beforeEach(() => {
  sap.store.orders.clear()
  sap.store.stock.length = 0
  sap.asked.length = 0
  sap.most = 5000
  sap.locked.clear()
  sap.beforeChange = () => {}
})

test('an order is made with its number, options and the plant’s clock, and comes back as it is', async () => {
  const connector = connect()
  const number = await connector.placeOrder(order, patience())
  expect(sap.store.orders.get(number)).toMatchObject({
    ProductionPlant: '1710',
    UnloadingPointName: 'SGM26110042',
    OrderLongText: 'RED SUNROOF',
    MfgOrderPlannedStartDate: `/Date(${Date.UTC(2027, 2, 1)})/`,
    MfgOrderPlannedStartTime: 'PT08H30M00S',
    MfgOrderPlannedEndDate: `/Date(${Date.UTC(2027, 2, 5)})/`,
  })
  const { rows } = await readTopic('orders', connector)
  expect(rows).toEqual([
    {
      number,
      productionNumber: 'SGM26110042',
      product: 'ENV',
      statuses: ['CRTD', 'MANC'],
      state: 'SCHEDULED',
      plannedStart: order.plannedStart,
      plannedEnd: order.plannedEnd,
      actualStart: null,
      actualEnd: null,
      revision: expect.stringMatching(/^\d{14} CRTD MANC$/),
    },
  ])
})

test('the token for changes is fetched once, and again when its session has ended in the middle', async () => {
  const connector = connect()
  await connector.placeOrder(order, patience())
  await connector.placeOrder({ ...order, productionNumber: 'SGM2' }, patience())
  const fetched = (): number => sap.asked.filter(each => each === 'GET ' || each.endsWith('_SRV/')).length
  expect(fetched()).toBe(1)
  sap.gate.end()
  await connector.placeOrder({ ...order, productionNumber: 'SGM3' }, patience())
  expect(fetched()).toBe(2)
  expect(sap.store.orders.size).toBe(3)
})

test('an order is cancelled by its deletion flag, and moved by its planned dates on the plant’s clock', async () => {
  const connector = connect()
  const number = await connector.placeOrder(order, patience())
  const revision = async (): Promise<string> => (await readTopic('orders', connector)).rows[0]?.revision ?? ''
  const later = { plannedStart: new Date('2027-04-01T16:30:00Z'), plannedEnd: null }
  await connector.moveOrder({ kind: 'reschedule', number, revision: await revision(), ...later }, patience())
  expect(sap.store.orders.get(number)).toMatchObject({
    MfgOrderPlannedStartDate: `/Date(${Date.UTC(2027, 3, 2)})/`,
    MfgOrderPlannedStartTime: 'PT00H30M00S',
    MfgOrderPlannedEndDate: `/Date(${Date.UTC(2027, 2, 5)})/`,
  })
  await connector.moveOrder({ kind: 'cancel', number, revision: await revision() }, patience())
  expect((await readTopic('orders', connector)).rows).toMatchObject([
    { number, statuses: ['CRTD', 'MANC', 'DLFL'], state: 'CANCELLED', plannedStart: later.plannedStart },
  ])
})

test('an order that somebody has open in SAP is busy, and not refused', async () => {
  const connector = connect()
  const number = await connector.placeOrder(order, patience())
  const [told] = (await readTopic('orders', connector)).rows
  sap.locked.add(number)
  const cancel = { kind: 'cancel', number, revision: told?.revision ?? '' } as const
  await expect(connector.moveOrder(cancel, patience())).rejects.toMatchObject({
    code: 'BUSY',
    message: `Somebody works on it in SAP: Order ${number} is being processed by user MUELLER`,
  })
  sap.locked.clear()
  await connector.moveOrder(cancel, patience())
})

test('a change between the reading and the step is a conflict', async () => {
  const connector = connect()
  const { ManufacturingOrder: number } = sap.store.make({})
  const { rows } = await readTopic('orders', connector)
  sap.beforeChange = () => sap.store.change(number, { LastChangeDateTime: '20300101000000' })
  const step = connector.moveOrder({ number, kind: 'cancel', revision: rows[0]?.revision ?? '' }, patience())
  await expect(step).rejects.toMatchObject({ code: 'CONFLICT' })
  expect(sap.store.orders.get(number)?.statuses).toEqual(['CRTD', 'MANC'])
})

test('10,000 orders come each once, in numbers’ order, though the server gives smaller pages than asked for', async () => {
  sap.most = 150
  const made = Array.from({ length: 10_000 }, () => sap.store.make({}).ManufacturingOrder)
  sap.store.make({ ProductionPlant: '1010' })
  const { rows, pages } = await readTopic('orders', connect())
  expect(rows.map(({ number }) => number)).toEqual(made)
  expect(pages).toBe(67)
})

test('orders that changed at one moment are all read, and those that changed long before are not', async () => {
  const connector = connect()
  const first = await connector.changes('orders', null, patience())
  const now = new Date().toISOString().slice(0, 19).replaceAll(/\D/g, '')
  for (let nth = 0; nth < 5; nth++) sap.store.make({ LastChangeDateTime: now })
  sap.store.make({ LastChangeDateTime: '20200101000000' })
  expect((await connector.changes('orders', first.mark, patience())).rows).toHaveLength(5)
})

test.for([
  ['a day', { MfgOrderPlannedStartDate: '2027-03-01' }],
  ['a day that no calendar has', { MfgOrderPlannedStartDate: '/Date(999999999999999)/' }],
  ['a time', { MfgOrderPlannedStartTime: '08:30' }],
  ['a moment', { LastChangeDateTime: 'yesterday' }],
] as const)('%s that can’t be read is told with its place', async ([, wrong]) => {
  sap.store.make(wrong)
  await expect(connect().changes('orders', null, patience())).rejects.toMatchObject({
    code: 'MALFORMED',
    message: expect.stringContaining(Object.keys(wrong)[0] ?? ''),
  })
})

test('what SAP refuses is told in its words', async () => {
  const placed = connect().placeOrder({ ...order, modelCode: 'UNKNOWN' }, patience())
  await expect(placed).rejects.toMatchObject({
    code: 'REFUSED',
    message: expect.stringContaining('Material UNKNOWN not maintained in plant 1710'),
  })
  const elsewhere = connect().placeOrder({ ...order, plantId: 'PLANT-X' }, patience())
  await expect(elsewhere).rejects.toMatchObject({ code: 'REFUSED' })
})

test.for([
  ['password', () => ({ ...byPassword, passwordFrom: 'NONE' })],
  ['client secret', () => ({ ...tokenAccess(sap.url), secretFrom: 'NONE' })],
] as const)('a wrong %s locks out after one try', async ([, access]) => {
  await expect(connect({ access: access() }).changes('orders', null, patience())).rejects.toMatchObject({
    code: 'LOCKED_OUT',
  })
  expect(sap.asked).toHaveLength(1)
})

test('a number with a quote finds its own order and nothing else', async () => {
  const connector = connect()
  sap.store.make({})
  const number = await connector.placeOrder({ ...order, productionNumber: "A' or 'x" }, patience())
  expect(await connector.placeOrder({ ...order, productionNumber: "A' or 'x" }, patience())).toBe(number)
  expect(sap.store.orders.size).toBe(2)
})

test('stock is the exact sum over batches and kinds at a storage location, also where a page ends within a material', async () => {
  const lot = {
    Plant: '1710',
    StorageLocation: '171A',
    Batch: '',
    InventoryStockType: '01',
    InventorySpecialStockType: '',
  }
  sap.most = 3
  sap.store.stock.push(
    { ...lot, Material: 'BOLT', MatlWrhsStkQtyInMatlBaseUnit: '0.100' },
    { ...lot, Material: 'BOLT', Batch: 'B2', MatlWrhsStkQtyInMatlBaseUnit: '0.200' },
    { ...lot, Material: 'ENGINE', Batch: 'B1', MatlWrhsStkQtyInMatlBaseUnit: '4.000' },
    { ...lot, Material: 'ENGINE', Batch: 'B2', MatlWrhsStkQtyInMatlBaseUnit: '5.000' },
    { ...lot, Material: 'ENGINE', Batch: 'B3', MatlWrhsStkQtyInMatlBaseUnit: '6.000' },
    { ...lot, Material: 'ENGINE', Batch: 'B4', InventoryStockType: '07', MatlWrhsStkQtyInMatlBaseUnit: '-1.500' },
    { ...lot, Material: 'ENGINE', InventorySpecialStockType: 'E', MatlWrhsStkQtyInMatlBaseUnit: '99.000' },
    { ...lot, Material: 'SEAT', StorageLocation: '', MatlWrhsStkQtyInMatlBaseUnit: '12345678901234567.125' },
    { ...lot, Material: 'SEAT', Plant: '1010', MatlWrhsStkQtyInMatlBaseUnit: '7.000' },
  )
  const { rows } = await readTopic('stock', connect())
  expect(rows).toEqual([
    { partNumber: 'BOLT', plantId: 'PLANT-T', place: '1710/171A', onHand: '0.3' },
    { partNumber: 'ENGINE', plantId: 'PLANT-T', place: '1710/171A', onHand: '13.5' },
    { partNumber: 'SEAT', plantId: 'PLANT-T', place: '1710', onHand: '12345678901234567.125' },
  ])
})

test.for([
  [{ client: '1' }, 'three digits'],
  [{ plantCodes: {} }, 'must name a plant'],
  [{ timeZone: 'Mars/Olympus' }, 'time zone'],
  [{ numberField: 'a eq b' }, 'name of a property'],
  [{ access: { by: 'faith' } }, 'access'],
] as const)('wrong settings are refused: %o', ([wrong, why]) => {
  expect(() => connect(wrong)).toThrow(why)
})
