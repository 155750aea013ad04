import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { activities, call, openOrder, seedStation, vinOf } from './workshop.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await seedStation(graph, { id: 'station-a', dealerId: 'dealer-a' })
  await seedStation(graph, { id: 'station-b', dealerId: 'dealer-b' })
})
afterAll(() => graph.stop())

const cny = (amount: string) => ({ amount, currency: 'CNY' })
const pads = {
  code: 'B-210',
  description: 'Replace front brake pads',
  labourHours: '1.5',
  price: cny('270.00'),
}
const padSet = {
  number: '13412810',
  name: 'Brake pads, front',
  quantity: '2',
  unitPrice: cny('189.50'),
  faultCode: 'WORN',
}
const record = (input: object) =>
  call(graph, 'recordWork', {
    input,
    select: `... on RecordWorkSuccess { serviceOrder { id labour { amount currency } price { amount currency } } }
      ... on ServiceOrderClosed { closedAt } ... on ServiceOrderNotFound { serviceOrderId }
      ... on RecallNotOpenOnVehicle { recallId }`,
  })
const close = (input: object) =>
  call(graph, 'closeServiceOrder', {
    input,
    select: `... on CloseServiceOrderSuccess { serviceOrder { id status outAt } } ... on ServiceOrderClosed { closedAt }
      ... on ServiceOrderNotFound { serviceOrderId }`,
  })

const openAnywhere = (input: object) =>
  call(graph, 'openServiceOrder', {
    input: { vin: vinOf(5), stationId: 'station-a', complaint: 'Check', odometerKm: 1, ...input },
    select: '... on ServiceStationNotFound { stationId } ... on AppointmentNotFound { appointmentId }',
  })

test('an order tells what was done, what was fitted and what it cost', async () => {
  const vin = vinOf(1)
  const id = await openOrder(graph, {
    vin,
    stationId: 'station-a',
    odometerKm: 15_200,
    complaint: 'Squeals when braking',
    customerId: 'customer-1',
    inAt: '2026-03-02T01:00:00.000Z',
  })
  await record({ serviceOrderId: id, operations: [pads], parts: [padSet], cause: 'Pads worn', technician: 'Zhang Wei' })
  const oil = { code: 'M-001', description: 'Change oil', labourHours: '0.5', price: cny('90') }
  expect(await record({ serviceOrderId: id, operations: [oil] })).toEqual({
    __typename: 'RecordWorkSuccess',
    serviceOrder: { id, labour: cny('360.00'), price: cny('739.00') },
  })
  expect(await close({ serviceOrderId: id, outAt: '2026-03-02T05:00:00.000Z' })).toEqual({
    __typename: 'CloseServiceOrderSuccess',
    serviceOrder: { id, status: 'CLOSED', outAt: '2026-03-02T05:00:00.000Z' },
  })
  const { serviceOrder } = await graph.data(
    `query ($id: ID!) { serviceOrder(id: $id) {
      vehicle { vin } station { id } customer { id } status payType odometerKm complaint cause technician inAt outAt
      operations { code description labourHours price { amount currency } recall { id } }
      parts { number name quantity unitPrice { amount } price { amount } faultCode }
    } }`,
    { id },
  )
  expect(serviceOrder).toEqual({
    vehicle: { vin },
    station: { id: 'station-a' },
    customer: { id: 'customer-1' },
    status: 'CLOSED',
    payType: 'CUSTOMER',
    odometerKm: 15_200,
    complaint: 'Squeals when braking',
    cause: 'Pads worn',
    technician: 'Zhang Wei',
    inAt: '2026-03-02T01:00:00.000Z',
    outAt: '2026-03-02T05:00:00.000Z',
    operations: [
      { ...pads, labourHours: '1.50', recall: null },
      { ...oil, labourHours: '0.50', price: cny('90.00'), recall: null },
    ],
    parts: [{ ...padSet, quantity: '2.00', unitPrice: { amount: '189.50' }, price: { amount: '379.00' } }],
  })
  const [event] = await graph.sql(`select payload from platform.event where type = 'service.ServiceOrderClosed'`)
  expect(event.payload).toEqual({
    serviceOrderId: id,
    vin,
    customerId: 'customer-1',
    stationId: 'station-a',
    dealerId: 'dealer-a',
    closedAt: '2026-03-02T05:00:00.000Z',
    odometerKm: 15_200,
    price: cny('739.00'),
  })
  expect(await activities(graph, 'customer-1')).toEqual([
    { kind: 'SERVICE', summary: `Service of ${vin} done at 15200 km`, subject: { type: 'ServiceOrder', id } },
  ])
})

test('an odometer that runs backwards is refused with the reading that it contradicts', async () => {
  const vin = vinOf(2)
  await openOrder(graph, { vin, stationId: 'station-a', odometerKm: 20_000, inAt: '2026-02-01T00:00:00.000Z' })
  await openOrder(graph, { vin, stationId: 'station-b', odometerKm: 30_000, inAt: '2026-04-01T00:00:00.000Z' })
  const refused = (input: object) =>
    call(graph, 'openServiceOrder', {
      input: { vin, stationId: 'station-a', complaint: 'Maintenance', ...input },
      select: '... on OdometerRunsBackwards { lastOdometerKm lastReadAt }',
    })
  expect(await refused({ odometerKm: 29_999 })).toEqual({
    __typename: 'OdometerRunsBackwards',
    lastOdometerKm: 30_000,
    lastReadAt: '2026-04-01T00:00:00.000Z',
  })
  expect(await refused({ odometerKm: 31_000, inAt: '2026-03-01T00:00:00.000Z' })).toMatchObject({
    lastOdometerKm: 30_000,
  })
  expect(await refused({ odometerKm: 25_000, inAt: '2026-03-01T00:00:00.000Z' })).toEqual({
    __typename: 'OpenServiceOrderSuccess',
  })
  expect(await graph.sql(`select km from service.odometer_reading where vin = $1 order by km`, [vin])).toEqual(
    [20_000, 25_000, 30_000].map(km => ({ km })),
  )
})

test('of visits of one car entered at the same time none makes the odometer run backwards', async () => {
  const vin = vinOf(3)
  await openOrder(graph, { vin, stationId: 'station-a', odometerKm: 1, inAt: '2025-01-01T00:00:00.000Z' })
  const results = await Promise.all(
    [50, 40, 30, 20, 10].map((odometerKm, index) =>
      openAnywhere({ vin, odometerKm, inAt: `2026-0${index + 1}-01T00:00:00.000Z` }),
    ),
  )
  const opened = results.filter(({ __typename }) => __typename === 'OpenServiceOrderSuccess')
  const refused = results.filter(({ __typename }) => __typename === 'OdometerRunsBackwards')
  expect([opened.length, refused.length]).toEqual([1, 4])
})

test('work recorded by several technicians at the same time is all kept and summed up', async () => {
  const id = await openOrder(graph, { vin: vinOf(9), stationId: 'station-a', odometerKm: 1 })
  await Promise.all(
    Array.from({ length: 6 }, () => record({ serviceOrderId: id, operations: [pads], parts: [padSet] })),
  )
  const { serviceOrder } = await graph.data(
    `{ serviceOrder(id: "${id}") { operations { code } parts { number } labour { amount } price { amount } } }`,
  )
  expect(serviceOrder).toEqual({
    operations: Array.from({ length: 6 }, () => ({ code: 'B-210' })),
    parts: Array.from({ length: 6 }, () => ({ number: '13412810' })),
    labour: { amount: '1620.00' },
    price: { amount: '3894.00' },
  })
})

test('a closed order cannot be changed or closed again', async () => {
  const id = await openOrder(graph, {
    vin: vinOf(4),
    stationId: 'station-a',
    odometerKm: 10,
    inAt: '2026-01-01T00:00:00.000Z',
  })
  await close({ serviceOrderId: id, outAt: '2026-01-02T00:00:00.000Z' })
  const closed = { __typename: 'ServiceOrderClosed', closedAt: '2026-01-02T00:00:00.000Z' }
  expect(await record({ serviceOrderId: id, operations: [pads] })).toEqual(closed)
  expect(await close({ serviceOrderId: id })).toEqual(closed)
  const { serviceOrder } = await graph.data(`{ serviceOrder(id: "${id}") { operations { code } price { amount } } }`)
  expect(serviceOrder).toEqual({ operations: [], price: { amount: '0.00' } })
})

test('what is not there is named: order, station, appointment', async () => {
  expect(await record({ serviceOrderId: 'x', cause: 'y' })).toEqual({
    __typename: 'ServiceOrderNotFound',
    serviceOrderId: 'x',
  })
  expect(await close({ serviceOrderId: 'x' })).toEqual({ __typename: 'ServiceOrderNotFound', serviceOrderId: 'x' })
  expect(await openAnywhere({ stationId: 'x' })).toEqual({ __typename: 'ServiceStationNotFound', stationId: 'x' })
  expect(await openAnywhere({ appointmentId: 'x' })).toEqual({ __typename: 'AppointmentNotFound', appointmentId: 'x' })
})

test('wrong numbers, blank names, another currency and a time in the future change nothing', async () => {
  const vin = vinOf(6)
  const fault = async (field: string, input: object): Promise<string | undefined> => {
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`
    const { errors } = await graph.ask(`mutation ($input: ${type}!) { ${field}(input: $input) { __typename } }`, {
      input: { idempotencyKey: 'wrong', ...input },
    })
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    return errors?.[0]?.message
  }
  const car = { vin, stationId: 'station-a', complaint: 'Check', odometerKm: 1 }
  expect(await fault('openServiceOrder', { ...car, odometerKm: -1 })).toBe('odometerKm is -1; it must be 0 to 9999999.')
  expect(await fault('openServiceOrder', { ...car, complaint: '  ' })).toBe(
    'complaint is blank; it must say something.',
  )
  expect(await fault('openServiceOrder', { ...car, inAt: '2999-01-01T00:00:00.000Z' })).toMatch(
    /^inAt is in the future/,
  )
  const serviceOrderId = await openOrder(graph, car)
  const eur = { amount: '1', currency: 'EUR' }
  const negative = { ...pads, price: cny('-1.00') }
  expect(await fault('recordWork', { serviceOrderId })).toMatch(/^There is nothing to record/)
  expect(await fault('recordWork', { serviceOrderId, operations: [{ ...pads, price: eur }] })).toMatch(
    /^price is in EUR/,
  )
  expect(await fault('recordWork', { serviceOrderId, operations: [negative] })).toMatch(/^price is -1.00/)
  expect(await fault('recordWork', { serviceOrderId, parts: [{ ...padSet, quantity: '0' }] })).toMatch(/^quantity is 0/)
  expect(await fault('closeServiceOrder', { serviceOrderId, outAt: '2020-01-01T00:00:00.000Z' })).toBe(
    'outAt is before the car came in.',
  )
  const { serviceOrder } = await graph.data(
    `{ serviceOrder(id: "${serviceOrderId}") { status operations { code } parts { name } } }`,
  )
  expect(serviceOrder).toEqual({ status: 'OPEN', operations: [], parts: [] })
})

test('an order by appointment takes over its customer and ends it; the appointment of another car is refused', async () => {
  const vin = vinOf(7)
  const { appointment } = await call(graph, 'bookAppointment', {
    input: {
      vin,
      stationId: 'station-a',
      startsAt: '2030-01-07T00:00:00.000Z',
      purpose: 'REPAIR',
      customerId: 'customer-7',
    },
    select: '... on BookAppointmentSuccess { appointment { id } }',
  })
  const other = await call(graph, 'openServiceOrder', {
    input: { vin: vinOf(8), stationId: 'station-a', complaint: 'Check', odometerKm: 1, appointmentId: appointment.id },
    select: '... on AppointmentElsewhere { appointment { vehicle { vin } status } }',
  })
  expect(other).toEqual({ __typename: 'AppointmentElsewhere', appointment: { vehicle: { vin }, status: 'BOOKED' } })
  const id = await openOrder(graph, { vin, stationId: 'station-a', odometerKm: 1, appointmentId: appointment.id })
  const { serviceOrder } = await graph.data(
    `{ serviceOrder(id: "${id}") { customer { id } appointment { id status } } }`,
  )
  expect(serviceOrder).toEqual({ customer: { id: 'customer-7' }, appointment: { id: appointment.id, status: 'DONE' } })
})
