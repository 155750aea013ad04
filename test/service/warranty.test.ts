import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { activities, openCase, openOrder, seedStation, tell, vinOf } from './workshop.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await seedStation(graph, { id: 'station-a' })
})
afterAll(() => graph.stop())

const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString()
const sold = (vin: string, input: object = {}) =>
  tell(graph, 'sales.RetailSaleRegistered', vin, {
    saleId: `sale-${vin}`,
    kind: 'NEW',
    vin,
    modelCode: 'ENVISION',
    customerId: 'customer-1',
    dealerId: 'dealer-a',
    soldAt: day(-30),
    price: { amount: '199800.00', currency: 'CNY' },
    orderId: null,
    ...input,
  })
const about = async (vin: string, fields: string): Promise<any> => {
  const id = await openCase(graph, { vin })
  const { case: found } = await graph.data(`{ case(id: "${id}") { vehicle { ${fields} } } }`)
  return found.vehicle
}
const warranty = async (vin: string): Promise<any> =>
  (await about(vin, 'warranty { startsOn endsOn endsAtKm lastOdometerKm active reason }')).warranty

test('cover starts with the delivery of the new car and ends after the months of its terms', async () => {
  const vin = vinOf(1)
  await sold(vin, { soldAt: '2025-02-28T03:00:00.000Z' })
  expect(await warranty(vin)).toEqual({
    startsOn: '2025-02-28',
    endsOn: '2028-02-27',
    endsAtKm: 100_000,
    lastOdometerKm: null,
    active: true,
    reason: 'COVERED',
  })
})

test('terms of a model come before those of all, and count from their day on', async () => {
  await graph.sql(
    `insert into service.warranty_terms values ('VELITE', '2020-01-01', 48, 120000), ('VELITE', '2024-01-01', 96, 160000)`,
  )
  await sold(vinOf(2), { modelCode: 'VELITE', soldAt: '2022-05-01T00:00:00.000Z' })
  await sold(vinOf(3), { modelCode: 'VELITE', soldAt: '2024-05-01T00:00:00.000Z' })
  expect(await warranty(vinOf(2))).toMatchObject({ endsOn: '2026-04-30', endsAtKm: 120_000 })
  expect(await warranty(vinOf(3))).toMatchObject({ endsOn: '2032-04-30', endsAtKm: 160_000 })
})

test('cover ends by date, by odometer, and has not begun before delivery', async () => {
  await sold(vinOf(4), { soldAt: '2015-01-01T00:00:00.000Z' })
  expect(await warranty(vinOf(4))).toMatchObject({ active: false, reason: 'EXPIRED_BY_DATE', endsOn: '2017-12-31' })
  await sold(vinOf(5))
  await openOrder(graph, { vin: vinOf(5), stationId: 'station-a', odometerKm: 100_001 })
  expect(await warranty(vinOf(5))).toMatchObject({
    active: false,
    reason: 'EXPIRED_BY_ODOMETER',
    lastOdometerKm: 100_001,
  })
  await openOrder(graph, { vin: vinOf(6), stationId: 'station-a', odometerKm: 5 })
  expect(await warranty(vinOf(6))).toMatchObject({
    active: false,
    reason: 'NOT_DELIVERED',
    startsOn: null,
    endsOn: null,
  })
  expect(await warranty(vinOf(7))).toBeNull()
})

test("the day of delivery is the dealer's, whichever of dealer and factory tells it first; a used sale leaves it", async () => {
  const vin = vinOf(8)
  const status = {
    productionNumber: 'P8',
    vin,
    orderId: null,
    modelCode: 'ENVISION',
    status: 'DELIVERED',
    previous: null,
  }
  await tell(graph, 'erp.VehicleStatusChanged', 'P8', { ...status, at: '2025-03-05T00:00:00.000Z' })
  expect(await warranty(vin)).toMatchObject({ startsOn: '2025-03-05' })
  await sold(vin, { soldAt: '2025-03-04T00:00:00.000Z' })
  await tell(graph, 'erp.VehicleStatusChanged', 'P8', { ...status, at: '2025-03-06T00:00:00.000Z' })
  await sold(vin, { kind: 'USED', soldAt: '2026-03-04T00:00:00.000Z', customerId: 'customer-2' })
  expect(await warranty(vin)).toMatchObject({ startsOn: '2025-03-04' })
})

test('a new car gets one proposal for its first service at its dealer, half a year after delivery', async () => {
  const vin = vinOf(9)
  const sale = { soldAt: day(-1), customerId: 'customer-9' }
  await sold(vin, sale)
  await sold(vin, sale)
  await sold(vin, { ...sale, kind: 'USED' })
  const { appointments } = await about(
    vin,
    'appointments { nodes { id purpose status startsAt station { id } customer { id } } }',
  )
  const [proposal] = appointments.nodes
  expect(appointments.nodes).toEqual([
    {
      id: proposal.id,
      purpose: 'FIRST_SERVICE',
      status: 'PROPOSED',
      startsAt: proposal.startsAt,
      station: { id: 'station-a' },
      customer: { id: 'customer-9' },
    },
  ])
  const days = (Date.parse(proposal.startsAt) - Date.parse(sale.soldAt)) / 86_400_000
  expect(days).toBeGreaterThan(180)
  expect(days).toBeLessThan(190)
  expect(await activities(graph, 'customer-9')).toEqual([
    {
      kind: 'APPOINTMENT',
      summary: `Appointment for first service of ${vin} proposed`,
      subject: { type: 'Appointment', id: proposal.id },
    },
  ])
})

test('no proposal for a dealer without a station, nor when half a year is over', async () => {
  await sold(vinOf(10), { dealerId: 'dealer-none' })
  await sold(vinOf(11), { soldAt: '2024-01-01T00:00:00.000Z' })
  const none = { appointments: { nodes: [] } }
  expect(await about(vinOf(10), 'appointments { nodes { id } }')).toEqual(none)
  expect(await about(vinOf(11), 'appointments { nodes { id } }')).toEqual(none)
})
