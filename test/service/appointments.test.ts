import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { activities, call, seedStation, vinOf } from './workshop.ts'

let graph: TestGraph
beforeAll(async () => void (graph = await startGraph()))
afterAll(() => graph.stop())

const eight = '2030-01-07T00:00:00.000Z'
const ten = '2030-01-07T02:00:00.000Z'
const appointment = 'appointment { id status startsAt station { id } }'
const noSlot = `... on SlotFull { capacity nextFree { startsAt free } }
  ... on SlotNotOffered { message nextFree { startsAt free } }`
const notThat = '... on AppointmentNotOpen { status } ... on AppointmentNotFound { appointmentId }'
const book = (input: object) =>
  call(graph, 'bookAppointment', {
    input: { purpose: 'MAINTENANCE', ...input },
    select: `... on BookAppointmentSuccess { ${appointment} } ${noSlot} ... on ServiceStationNotFound { stationId }`,
  })
const cancel = (appointmentId: string) =>
  call(graph, 'cancelAppointment', {
    input: { appointmentId },
    select: `... on CancelAppointmentSuccess { ${appointment} } ${notThat}`,
  })
const move = (input: object) =>
  call(graph, 'rescheduleAppointment', {
    input,
    select: `... on RescheduleAppointmentSuccess { ${appointment} } ${noSlot} ${notThat}`,
  })
const bookedAt = async (stationId: string): Promise<number[]> => {
  const { serviceStation } = await graph.data(`{
    serviceStation(id: "${stationId}") { slots(from: "${eight}", until: "2030-01-07T04:00:00.000Z") { booked } }
  }`)
  return serviceStation.slots.map((slot: { booked: number }) => slot.booked)
}

test('of many parallel bookings exactly the capacity succeeds, the others hear of the next free slots', async () => {
  const stationId = await seedStation(graph, { id: 'rush', bays: 3 })
  const results = await Promise.all(
    Array.from({ length: 12 }, (_, index) => book({ vin: vinOf(index), stationId, startsAt: eight })),
  )
  const kinds = results.map(result => result.__typename)
  expect(kinds.filter(kind => kind === 'BookAppointmentSuccess')).toHaveLength(3)
  expect(kinds.filter(kind => kind === 'SlotFull')).toHaveLength(9)
  const full = results.find(result => result.__typename === 'SlotFull')
  expect(full).toEqual({
    __typename: 'SlotFull',
    capacity: 3,
    nextFree: [
      ten,
      '2030-01-07T04:00:00.000Z',
      '2030-01-07T06:00:00.000Z',
      '2030-01-08T00:00:00.000Z',
      '2030-01-08T02:00:00.000Z',
    ].map(startsAt => ({ startsAt, free: 3 })),
  })
  expect(await bookedAt(stationId)).toEqual([3, 0])
})

test('the same booking again changes nothing and answers the same', async () => {
  const stationId = await seedStation(graph, { id: 'twice' })
  const input = { idempotencyKey: 'book-twice', vin: vinOf(1), stationId, startsAt: eight, customerId: 'customer-1' }
  const first = await book(input)
  expect(await book(input)).toEqual(first)
  expect(await bookedAt(stationId)).toEqual([1, 0])
  expect(await activities(graph, 'customer-1')).toEqual([
    {
      kind: 'APPOINTMENT',
      summary: `Appointment for maintenance of ${vinOf(1)} booked`,
      subject: { type: 'Appointment', id: first.appointment.id },
    },
  ])
})

test('a time outside the opening hours, in the past or at no station is refused', async () => {
  const stationId = await seedStation(graph, { id: 'strict' })
  const odd = await book({ vin: vinOf(1), stationId, startsAt: '2030-01-07T00:30:00.000Z' })
  expect(odd).toMatchObject({
    __typename: 'SlotNotOffered',
    message: 'The station has no slot that starts at that time.',
  })
  expect(odd.nextFree[0]).toEqual({ startsAt: ten, free: 2 })
  const past = await book({ vin: vinOf(1), stationId, startsAt: '2020-01-06T00:00:00.000Z' })
  expect(past).toMatchObject({ __typename: 'SlotNotOffered', message: 'That slot has begun or is over.' })
  expect(await book({ vin: vinOf(1), stationId: 'nowhere', startsAt: eight })).toEqual({
    __typename: 'ServiceStationNotFound',
    stationId: 'nowhere',
  })
  expect(await graph.sql(`select id from service.appointment where station_id = $1`, [stationId])).toEqual([])
})

test('a cancelled appointment frees its place and cannot be cancelled or moved again', async () => {
  const stationId = await seedStation(graph, { id: 'cancel', bays: 1 })
  const { appointment: booked } = await book({ vin: vinOf(1), stationId, startsAt: eight })
  expect(await cancel(booked.id)).toMatchObject({ appointment: { id: booked.id, status: 'CANCELLED' } })
  expect(await bookedAt(stationId)).toEqual([0, 0])
  expect(await cancel(booked.id)).toEqual({ __typename: 'AppointmentNotOpen', status: 'CANCELLED' })
  expect(await move({ appointmentId: booked.id, startsAt: ten })).toEqual({
    __typename: 'AppointmentNotOpen',
    status: 'CANCELLED',
  })
  expect(await cancel('nothing')).toEqual({ __typename: 'AppointmentNotFound', appointmentId: 'nothing' })
})

test('a moved appointment gives its place back and takes one of the new slot, or stays where it was', async () => {
  const stationId = await seedStation(graph, { id: 'move', bays: 1 })
  const { appointment: one } = await book({ vin: vinOf(1), stationId, startsAt: eight })
  const { appointment: two } = await book({ vin: vinOf(2), stationId, startsAt: ten })
  expect(await move({ appointmentId: one.id, startsAt: ten })).toMatchObject({ __typename: 'SlotFull', capacity: 1 })
  expect(await bookedAt(stationId)).toEqual([1, 1])
  await cancel(two.id)
  expect(await move({ appointmentId: one.id, startsAt: ten })).toEqual({
    __typename: 'RescheduleAppointmentSuccess',
    appointment: { id: one.id, status: 'BOOKED', startsAt: ten, station: { id: stationId } },
  })
  expect(await bookedAt(stationId)).toEqual([0, 1])
  expect(await move({ appointmentId: one.id, startsAt: ten })).toMatchObject({ appointment: { startsAt: ten } })
  expect(await bookedAt(stationId)).toEqual([0, 1])
})

test('cars that change places at the same time do not wait for each other forever', async () => {
  const stationId = await seedStation(graph, { id: 'swap', bays: 8 })
  const starts = [eight, ten]
  const booked = await Promise.all(
    [0, 1, 2, 3, 4, 5].map(index => book({ vin: vinOf(index), stationId, startsAt: starts[index % 2] })),
  )
  const moved = await Promise.all(
    booked.map(({ appointment: { id } }, index) => move({ appointmentId: id, startsAt: starts[(index + 1) % 2] })),
  )
  expect(moved.every(({ __typename }) => __typename === 'RescheduleAppointmentSuccess')).toBe(true)
  expect(await bookedAt(stationId)).toEqual([3, 3])
})

test('appointments are on the car and on the customer, latest first', async () => {
  const stationId = await seedStation(graph, { id: 'lists' })
  const vin = vinOf(77)
  for (const startsAt of [eight, ten]) await book({ vin, stationId, startsAt, customerId: 'customer-lists' })
  const [row] = await graph.sql(`select id from service.appointment where vin = $1 limit 1`, [vin])
  const page = '(first: 1) { nodes { startsAt } pageInfo { hasNextPage } }'
  const { appointment: found } = await graph.data(
    `query ($id: ID!) { appointment(id: $id) { vehicle { appointments${page} } customer { appointments${page} } } }`,
    { id: row.id },
  )
  const expected = { nodes: [{ startsAt: ten }], pageInfo: { hasNextPage: true } }
  expect(found).toEqual({ vehicle: { appointments: expected }, customer: { appointments: expected } })
})
