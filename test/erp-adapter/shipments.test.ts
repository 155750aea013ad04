import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { at, capture, carEvent, commissioned, moment } from './factory.ts'
import { describePlant } from './plant.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
})
afterAll(() => graph.stop())

const place = (id: string) => `urn:autograph:place:${id}`

/** A car that stands released in the yard. */
const released = (car: string) => [
  commissioned(car, 1),
  at(car, 2, ['storing', 'YARD-T']),
  at(car, 3, ['staging_outbound', 'YARD-T']),
]

/** What a carrier reports of a car on a load. */
const load = (car: string, hour: number, [shipment, bizStep, where]: [string, string, string], fields: object = {}) =>
  carEvent(car, hour, {
    type: 'AggregationEvent',
    action: bizStep === 'loading' ? 'ADD' : 'OBSERVE',
    parentID: `urn:epc:id:sscc:0614141.${shipment}`,
    childEPCs: [`urn:epc:id:giai:0614141.tag-${car}`],
    bizStep,
    bizLocation: { id: place(where) },
    ...fields,
  })
const to = (where: string, hour: number) => ({
  destinationList: [{ type: 'location', destination: place(where) }],
  'autograph:expectedArrival': moment(hour),
})

const fields = `id status cars loadedAt departedAt expectedAt arrivedAt late from { id } to { id } vehicles { nodes { productionNumber } }`
const shipment = async (id: string) =>
  (await graph.data(`query ($id: ID!) { shipment(id: $id) { ${fields} } }`, { id: `0614141.${id}` })).shipment
const car = async (number: string) =>
  (
    await graph.data(
      `query ($n: ID!) { vehicleByProductionNumber(productionNumber: $n) { status bodyTag whereabouts { kind place { id } } shipment { id } } }`,
      { n: number },
    )
  ).vehicleByProductionNumber

/** Two cars leave together; one is taken off at the port, the other at the dealer. */
const journey = (a: string, b: string, id: string) => [
  load(a, 10, [id, 'loading', 'YARD-T']),
  load(b, 11, [id, 'loading', 'YARD-T'], to('DLR-T', 30)),
  load(a, 12, [id, 'departing', 'YARD-T']),
  load(b, 12, [id, 'departing', 'YARD-T']),
  load(b, 20, [id, 'transporting', 'PORT-T'], to('DLR-T', 40)),
  at(a, 21, ['receiving', 'PORT-T']),
  at(b, 41, ['receiving', 'DLR-T']),
]

test('a load is followed from the yard to the dealer, with its cars and when it is expected', async () => {
  await capture(graph, [...released('A1'), ...released('A2')])
  const events = journey('A1', 'A2', 'LOAD-A')
  await capture(graph, events.slice(0, 2))
  expect(await shipment('LOAD-A')).toEqual({
    id: '0614141.LOAD-A',
    status: 'LOADING',
    cars: 2,
    loadedAt: moment(10),
    departedAt: null,
    expectedAt: moment(30),
    arrivedAt: null,
    late: true,
    from: { id: 'YARD-T' },
    to: { id: 'DLR-T' },
    vehicles: { nodes: [{ productionNumber: 'A1' }, { productionNumber: 'A2' }] },
  })
  await capture(graph, events.slice(2, 5))
  expect(await shipment('LOAD-A')).toMatchObject({
    status: 'UNDER_WAY',
    departedAt: moment(12),
    expectedAt: moment(40),
  })
  expect(await car('A2')).toMatchObject({
    status: 'IN_TRANSIT',
    bodyTag: 'urn:epc:id:giai:0614141.tag-A2',
    shipment: { id: '0614141.LOAD-A' },
  })
  await capture(graph, events.slice(5, 6))
  expect(await shipment('LOAD-A')).toMatchObject({ status: 'UNLOADING', arrivedAt: null })
  expect(await car('A1')).toMatchObject({ whereabouts: { kind: 'WAREHOUSE', place: { id: 'PORT-T' } }, shipment: null })
  await capture(graph, events.slice(6))
  expect(await shipment('LOAD-A')).toMatchObject({ status: 'ARRIVED', arrivedAt: moment(41), late: false, cars: 2 })
  expect(await car('A2')).toMatchObject({ status: 'AT_DEALER', shipment: null })
})

test('events that come late, twice and one by one lead to the same shipment', async () => {
  await capture(graph, [...released('B1'), ...released('B2'), ...journey('B1', 'B2', 'LOAD-B')])
  await capture(graph, [...released('C1'), ...released('C2')])
  const shuffled = journey('C1', 'C2', 'LOAD-C').toReversed()
  for (const event of shuffled) await capture(graph, [event])
  await capture(graph, shuffled)
  const [inOrder, late] = [await shipment('LOAD-B'), await shipment('LOAD-C')]
  expect({ ...late, id: '', vehicles: null }).toEqual({ ...inOrder, id: '', vehicles: null })
  expect(late).toMatchObject({ status: 'ARRIVED', cars: 2, expectedAt: moment(40) })
})

test('a loading that was declared wrong takes the car off, and the last one takes the shipment away', async () => {
  const wrong = (event: object) => ({
    ...event,
    errorDeclaration: { declarationTime: moment(50), reason: 'did_not_occur' },
  })
  const loaded = [
    load('D1', 10, ['LOAD-D', 'loading', 'YARD-T']),
    load('D2', 10, ['LOAD-D', 'loading', 'YARD-T']),
  ] as const
  await capture(graph, [...released('D1'), ...released('D2'), ...loaded])
  await capture(graph, [wrong(loaded[0])])
  expect(await shipment('LOAD-D')).toMatchObject({ cars: 1, vehicles: { nodes: [{ productionNumber: 'D2' }] } })
  expect(await car('D1')).toMatchObject({ shipment: null })
  await capture(graph, [wrong(loaded[1])])
  expect(await shipment('LOAD-D')).toBeNull()
})

test('a car that is put on another carrier is on that one, and one taken off where it stood was never on the way', async () => {
  await capture(graph, [
    ...released('E1'),
    load('E1', 10, ['LOAD-E', 'loading', 'YARD-T']),
    load('E1', 12, ['LOAD-E', 'departing', 'YARD-T']),
    load('E1', 20, ['LOAD-F', 'loading', 'PORT-T']),
    ...released('E2'),
    load('E2', 10, ['LOAD-G', 'loading', 'YARD-T']),
    load('E2', 11, ['LOAD-G', 'unloading', 'YARD-T'], { action: 'DELETE' }),
  ])
  expect(await shipment('LOAD-E')).toMatchObject({ status: 'ARRIVED', arrivedAt: moment(20) })
  expect(await car('E1')).toMatchObject({
    shipment: { id: '0614141.LOAD-F' },
    bodyTag: 'urn:epc:id:giai:0614141.tag-E1',
  })
  expect(await car('E2')).toMatchObject({ shipment: null, bodyTag: 'urn:epc:id:giai:0614141.tag-E2' })
  expect(await shipment('LOAD-G')).toBeNull()
})

test('carriers that report the cars of one load at the same time lose none', async () => {
  const cars = Array.from({ length: 12 }, (_, nth) => `F${nth + 10}`)
  await capture(graph, cars.flatMap(released))
  await Promise.all(cars.map(number => capture(graph, [load(number, 10, ['LOAD-H', 'loading', 'YARD-T'])])))
  expect(await shipment('LOAD-H')).toMatchObject({ cars: 12, status: 'LOADING' })
})

const listed = async (filter: object, as = {}): Promise<string[]> =>
  (
    await graph.data(`query ($filter: ShipmentFilter) { shipments(filter: $filter) { nodes { id } } }`, { filter }, as)
  ).shipments.nodes.map((node: any) => node.id.replace('0614141.', ''))

test('shipments are found by status, places, dealer and lateness', async () => {
  await capture(graph, [
    ...released('G1'),
    load('G1', 1000, ['LOAD-I', 'loading', 'YARD-T'], to('DLR-T', 100_000)),
    ...released('G2'),
    load('G2', 1001, ['LOAD-J', 'departing', 'PORT-T'], to('PORT-T', 1002)),
  ])
  expect(await listed({ status: 'ARRIVED' })).toEqual(['LOAD-E', 'LOAD-C', 'LOAD-B', 'LOAD-A'])
  expect(await listed({ from: 'PORT-T' })).toEqual(['LOAD-J', 'LOAD-F'])
  expect(await listed({ to: ['DLR-T'], status: ['LOADING', 'UNDER_WAY'] })).toEqual(['LOAD-I'])
  expect(await listed({ late: true })).toEqual(['LOAD-J'])
  expect(await listed({ dealerId: 'dealer-t', late: false })).toEqual(['LOAD-I', 'LOAD-C', 'LOAD-B', 'LOAD-A'])
  expect(await listed({ dealerId: [] })).toEqual([])
  expect(await listed({}, { role: 'dealer-sales', dealerId: 'dealer-t' })).toEqual([
    'LOAD-I',
    'LOAD-C',
    'LOAD-B',
    'LOAD-A',
  ])
  expect(await listed({}, { role: 'dealer-sales', dealerId: 'dealer-u' })).toEqual([])
  const page = `query ($after: String) { shipments(first: 5, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }`
  const { shipments: first } = await graph.data(page)
  const { shipments: second } = await graph.data(page, { after: first.pageInfo.endCursor })
  expect([...first.nodes, ...second.nodes].map(node => node.id.replace('0614141.', ''))).toEqual(await listed({}))
  const { errors } = await graph.ask(`{ shipments(filter: { from: "NOWHERE" }) { nodes { id } } }`)
  expect([errors?.[0]?.extensions.code, errors?.[0]?.message]).toEqual(['BAD_USER_INPUT', 'There is no place NOWHERE.'])
})

test('cars on the way to a dealer are found, counted and in his summary; an order of another dealer is not told', async () => {
  await graph.sql(`insert into sales.territory (id, name) values ('cn', 'China')`)
  await graph.sql(`insert into sales.dealer (id, name, territory_id, street, city, region)
    select id, id, 'cn', '1 Road', 'Shanghai', 'Shanghai' from unnest('{dealer-t,dealer-u}'::text[]) as id`)
  const filter = { onTheWayToDealerId: ['dealer-t'] }
  const cars = `query ($filter: VehicleFilter) { vehicles(filter: $filter) { nodes { productionNumber productionOrder { salesOrder { id customer { id } } } } } vehicleCounts(filter: $filter) { cars } }`
  const numbers = async (as: object, given: object = filter) => {
    const { vehicles, vehicleCounts } = await graph.data(cars, { filter: given }, as)
    expect(vehicleCounts.cars).toBe(vehicles.nodes.length)
    return vehicles.nodes.map((node: any) => node.productionNumber)
  }
  const own = { role: 'dealer-sales', dealerId: 'dealer-t' } as const
  const other = { role: 'dealer-sales', dealerId: 'dealer-u' } as const
  expect(await numbers({})).toEqual(['G1'])
  await graph.sql(
    `update erp_adapter.vehicle set order_id = 'order-x', dealer_id = 'dealer-t', availability = 'RESERVED' where production_number = 'G1'`,
  )
  expect(await numbers(own)).toEqual(['G1'])
  expect(await numbers(other)).toEqual([])
  expect(await numbers(other, { availability: ['RESERVED', 'SOLD'] })).toEqual([])
  const { dealers } = await graph.data(`{ dealers { nodes { id stockSummary { onTheWay } } } }`)
  expect(dealers.nodes.find((node: any) => node.id === 'dealer-t').stockSummary).toEqual({ onTheWay: 1 })
})

test('a page of shipments with their places and cars takes three statements, whatever the number', async () => {
  const question = (first: number) =>
    `{ shipments(first: ${first}) { nodes { id from { nameEn } to { nameEn } vehicles { nodes { productionNumber status shipment { id } } } } } }`
  const one = await graph.statementsOf(() => graph.data(question(1)))
  const many = await graph.statementsOf(() => graph.data(question(8)))
  expect(many).toHaveLength(one.length)
  expect(many.length).toBeLessThanOrEqual(4)
})

test('an expected arrival or a destination that can not be is refused by name', async () => {
  const send = (extra: object) => capture(graph, [load('A1', 60, ['LOAD-K', 'loading', 'YARD-T'], extra)])
  await expect(send({ 'autograph:expectedArrival': 'tomorrow' })).rejects.toThrow('expectedArrival')
  await expect(send({ destinationList: [{ type: 'location' }] })).rejects.toThrow('destinationList')
  expect(await shipment('LOAD-K')).toBeNull()
})

test('a car that goes over to another load in one push is on that one alone, whichever is named first', async () => {
  for (const [number, first, second] of [
    ['X1', 'LOAD-X1', 'LOAD-X2'],
    ['X2', 'LOAD-X4', 'LOAD-X3'],
  ] as const) {
    await capture(graph, [...released(number), load(number, 10, [first, 'loading', 'YARD-T'])])
    expect(await car(number)).toMatchObject({ shipment: { id: `0614141.${first}` } })
    await capture(graph, [at(number, 20, ['receiving', 'PORT-T']), load(number, 22, [second, 'loading', 'PORT-T'])])
    expect(await car(number)).toMatchObject({ shipment: { id: `0614141.${second}` } })
  }
})
