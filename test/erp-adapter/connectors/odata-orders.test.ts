import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Connector, OrderToBuild } from '../../../subgraphs/erp-adapter/connectors/connector.ts'
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
const connect = (more: object = {}): Connector =>
  connectOData(service.url, { ...odataConfiguration(), ...more }, service.gate.token)

const order: OrderToBuild = {
  productionNumber: 'SGM26110042',
  modelCode: 'ENV',
  plantId: 'PLANT-T',
  optionCodes: ['RED', 'SUNROOF'],
  salesOrderId: null,
  plannedStart: new Date('2027-03-01T16:30:00Z'),
  plannedEnd: new Date('2027-03-04T16:00:00Z'),
}
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
  expect((await readTopic('orders', connector)).rows).toEqual([
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
  expect((await readTopic('orders', connector)).rows).toMatchObject([
    { plannedStart: new Date('2027-03-01T16:00:00Z'), plannedEnd: new Date('2027-03-04T16:00:00Z') },
  ])
})

test('an order is moved and cancelled with its ETag, by a status or by an action', async () => {
  const { orders } = odataConfiguration()
  const byAction = { ...orders, cancel: { by: 'action', action: 'Manufacturing.Cancel' } }
  for (const connector of [connect(), connect({ orders: byAction })]) {
    service.store.clear()
    const number = await connector.placeOrder(order, patience())
    const revision = async (): Promise<string> => (await readTopic('orders', connector)).rows[0]?.revision ?? ''
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
  const [told] = (await readTopic('orders', connector)).rows
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
