import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { seedStation } from './workshop.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await seedStation(graph, { id: 'station-1', name: 'Century Park' })
  await seedStation(graph, { id: 'station-2', name: 'Bund', bays: 4 })
  await seedStation(graph, { id: 'station-3', name: 'West Lake', city: 'Hangzhou', dealerId: 'dealer-b' })
})
afterAll(() => graph.stop())

const free = (capacity: number) => ({ capacity, booked: 0, free: capacity })
const monday = { from: '2030-01-07T00:00:00.000Z', until: '2030-01-07T04:00:00.000Z' }
const slots = `query ($from: DateTime!, $until: DateTime!) {
  serviceStations { nodes { id slots(from: $from, until: $until) { startsAt endsAt capacity booked free } } }
}`

test('a station tells name, place, dealer, bays and opening hours', async () => {
  const { serviceStation } = await graph.data(`{
    serviceStation(id: "station-1") {
      id name address city region timeZone currency bays technicians dealer { id stations { name } }
      openingHours { weekday opens closes }
    }
  }`)
  const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY']
  expect(serviceStation).toEqual({
    id: 'station-1',
    name: 'Century Park',
    address: '1 Century Avenue',
    city: 'Shanghai',
    region: 'East',
    timeZone: 'Asia/Shanghai',
    currency: 'CNY',
    bays: 2,
    technicians: 7,
    dealer: { id: 'dealer-a', stations: [{ name: 'Bund' }, { name: 'Century Park' }] },
    openingHours: weekdays.map(weekday => ({ weekday, opens: '08:00', closes: '16:00' })),
  })
})

test('stations are listed by name, narrowed by dealer and city, page by page', async () => {
  const list = `query ($filter: ServiceStationFilter, $after: String) {
    serviceStations(filter: $filter, first: 1, after: $after) { nodes { name } pageInfo { hasNextPage endCursor } }
  }`
  const one = await graph.data(list, { filter: { city: 'Shanghai' } })
  expect(one.serviceStations).toMatchObject({ nodes: [{ name: 'Bund' }], pageInfo: { hasNextPage: true } })
  const after = one.serviceStations.pageInfo.endCursor
  const two = await graph.data(list, { filter: { city: 'Shanghai' }, after })
  expect(two.serviceStations).toMatchObject({ nodes: [{ name: 'Century Park' }], pageInfo: { hasNextPage: false } })
  const other = await graph.data(list, { filter: { dealerId: 'dealer-b', region: 'East' } })
  expect(other.serviceStations.nodes).toEqual([{ name: 'West Lake' }])
})

test('slots follow the opening hours in local time, with capacity and what is free', async () => {
  const { serviceStations } = await graph.data(slots, monday)
  const [eight, ten, noon] = ['2030-01-07T00:00:00.000Z', '2030-01-07T02:00:00.000Z', '2030-01-07T04:00:00.000Z']
  expect(serviceStations.nodes[0]).toEqual({
    id: 'station-2',
    slots: [
      { startsAt: eight, endsAt: ten, ...free(4) },
      { startsAt: ten, endsAt: noon, ...free(4) },
    ],
  })
})

test('slots of many stations cost the statements of one', async () => {
  const many = await graph.statementsOf(() => graph.data(slots, monday))
  expect(many.filter(text => text.startsWith('service: '))).toHaveLength(2)
})

test('a span of slots that ends before it starts or is too long is refused', async () => {
  const backwards = await graph.ask(slots, { from: monday.until, until: monday.from })
  expect(backwards.errors?.[0]?.message).toBe('until must be later than from.')
  expect(backwards.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  const long = await graph.ask(slots, { from: monday.from, until: '2030-03-01T00:00:00.000Z' })
  expect(long.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
})
