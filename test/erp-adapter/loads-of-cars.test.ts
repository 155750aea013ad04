import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkDigit } from '#platform/vin.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { at, atStation, capture, carEvent, commissioned, document, moment, send } from './factory.ts'
import { describePlant } from './plant.ts'
import { counts, push } from './push.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
})
afterAll(() => graph.stop())

/** The VIN of a car of the test, by its production number. */
function vinOf(car: string): string {
  const vin = `LSGKB54E0RV${[...car]
    .map(letter => letter.charCodeAt(0) % 10)
    .join('')
    .slice(-6)
    .padStart(6, '0')}`
  return `${vin.slice(0, 8)}${checkDigit(vin)}${vin.slice(9)}`
}

/** A car with its VIN that stands released in the yard. */
const released = (car: string) => [
  commissioned(car, 1),
  atStation(car, 2, 'T-BODY', { 'autograph:vin': vinOf(car) }),
  at(car, 3, ['storing', 'YARD-T']),
  at(car, 4, ['staging_outbound', 'YARD-T']),
]

/** What a carrier reports of a whole load. */
function load(children: readonly string[], hour: number, [id, bizStep, where]: [string, string, string], fields = {}) {
  const { 'autograph:productionNumber': _, ...event } = carEvent('', hour, {
    type: 'AggregationEvent',
    action: bizStep === 'loading' ? 'ADD' : bizStep === 'unloading' ? 'DELETE' : 'OBSERVE',
    parentID: `urn:epc:id:sscc:0614141.${id}`,
    childEPCs: children,
    bizStep,
    bizLocation: { id: `urn:autograph:place:${where}` },
    ...fields,
  })
  return event
}
const byVin = (car: string): string => `urn:epc:id:giai:0614141.${vinOf(car)}`

const journey = (cars: readonly string[], id: string) => [
  load(cars.map(byVin), 10, [id, 'loading', 'YARD-T']),
  load(cars.map(byVin), 12, [id, 'departing', 'YARD-T']),
  load(cars.map(byVin), 30, [id, 'unloading', 'PORT-T']),
]

const shipment = async (id: string) =>
  (
    await graph.data(
      `query ($id: ID!) { shipment(id: $id) { status cars loadedAt departedAt arrivedAt from { id } vehicles { nodes { productionNumber } } } }`,
      { id: `0614141.${id}` },
    )
  ).shipment
const car = async (number: string) =>
  (
    await graph.data(
      `query ($n: ID!) { vehicleByProductionNumber(productionNumber: $n) { status whereabouts { kind place { id } } shipment { id } } }`,
      { n: number },
    )
  ).vehicleByProductionNumber

test('an event of a load counts for each car on it: under way, and taken off', async () => {
  await capture(graph, [...released('A1'), ...released('A2'), ...released('A3')])
  const [loading, departing, unloading] = journey(['A1', 'A2', 'A3'], 'TRAIN-A')
  await capture(graph, [loading, departing])
  expect(await shipment('TRAIN-A')).toEqual({
    status: 'UNDER_WAY',
    cars: 3,
    loadedAt: moment(10),
    departedAt: moment(12),
    arrivedAt: null,
    from: { id: 'YARD-T' },
    vehicles: { nodes: ['A1', 'A2', 'A3'].map(productionNumber => ({ productionNumber })) },
  })
  for (const number of ['A1', 'A2', 'A3'])
    expect(await car(number)).toEqual({
      status: 'IN_TRANSIT',
      whereabouts: { kind: 'IN_TRANSIT', place: null },
      shipment: { id: '0614141.TRAIN-A' },
    })
  await capture(graph, [unloading])
  expect(await shipment('TRAIN-A')).toMatchObject({ status: 'ARRIVED', cars: 3, arrivedAt: moment(30) })
  expect(await car('A2')).toEqual({
    status: 'IN_TRANSIT',
    whereabouts: { kind: 'WAREHOUSE', place: { id: 'PORT-T' } },
    shipment: null,
  })
})

test('whatever the order in which they come, and however often, the end is the same', async () => {
  const cars = ['B1', 'B2', 'B3']
  await capture(graph, cars.flatMap(released))
  const events = journey(cars, 'TRAIN-B')
  for (const event of events.toReversed()) expect((await push(graph, event)).status).toBe(201)
  const before = await counts(graph)
  for (const event of events) expect((await push(graph, event)).status).toBe(409)
  await capture(graph, events)
  expect(await counts(graph)).toEqual(before)
  const [ordered, late] = [await shipment('TRAIN-A'), await shipment('TRAIN-B')]
  expect({ ...late, vehicles: null }).toEqual({ ...ordered, vehicles: null })
})

test('a load that comes before its cars are known tells of those that are, and waits for the others', async () => {
  await capture(graph, released('C1'))
  const [loading, departing] = journey(['C1', 'C2', 'C3'], 'TRAIN-C')
  for (const event of [departing, loading]) expect((await push(graph, event)).status).toBe(202)
  expect(await shipment('TRAIN-C')).toMatchObject({ cars: 1, status: 'UNDER_WAY' })
  await capture(graph, released('C2'))
  expect(await shipment('TRAIN-C')).toMatchObject({ cars: 2 })
  const waiting = async () =>
    (await graph.data(`{ keptApartEvents(filter: { state: WAITING }) { nodes { reasons { pointer message } } } }`))
      .keptApartEvents.nodes
  expect(await waiting()).toHaveLength(2)
  // The car is known before its VIN is.
  await capture(graph, [commissioned('C3', 1)])
  expect((await waiting())[0].reasons).toContainEqual({
    pointer: '/childEPCs/2',
    message: `names the VIN ${vinOf('C3')}, which no car has`,
  })
  await capture(graph, released('C3').slice(1))
  expect(await shipment('TRAIN-C')).toMatchObject({ cars: 3, status: 'UNDER_WAY' })
  expect(await waiting()).toEqual([])
})

test('cars can be named by production number; a wrong event of a load is taken out for all of them', async () => {
  await capture(graph, [commissioned('D1', 1), commissioned('D2', 1)])
  const departing = load(['urn:autograph:car:D1', 'urn:autograph:car:D2'], 12, ['TRAIN-D', 'departing', 'YARD-T'])
  await capture(graph, [departing])
  expect(await shipment('TRAIN-D')).toMatchObject({ cars: 2 })
  const errorDeclaration = { declarationTime: moment(50), reason: 'did_not_occur' }
  await capture(graph, [{ ...departing, errorDeclaration }])
  expect(await shipment('TRAIN-D')).toBeNull()
  expect(await car('D2')).toMatchObject({ status: 'BROADCAST', shipment: null })
})

test('what is on a load and is no car is refused by name, and nothing of the load is taken', async () => {
  const refused = async (...children: string[]): Promise<unknown> => {
    const response = await send(graph, document([load(children, 20, ['TRAIN-E', 'loading', 'YARD-T'])]))
    expect(response.status).toBe(400)
    return ((await response.json()) as any).errors
  }
  const before = await counts(graph)
  expect(await refused(byVin('A1'), 'urn:epc:id:sscc:0614141.pallet', 'urn:x:LSGKB54E1RV000000')).toEqual([
    {
      pointer: '/epcisBody/eventList/0/childEPCs/1',
      detail: 'names no car: it must be urn:autograph:car: and a production number, or end with a VIN',
    },
    { pointer: '/epcisBody/eventList/0/childEPCs/2', detail: expect.stringContaining('The check digit of') },
  ])
  expect(await refused(byVin('A1'), byVin('nobody'))).toEqual([
    { pointer: '/epcisBody/eventList/0/childEPCs/1', detail: `names the VIN ${vinOf('nobody')}, which no car has` },
  ])
  expect(await refused(...Array.from({ length: 501 }, () => byVin('A1')))).toEqual([
    { pointer: '/epcisBody/eventList/0/childEPCs', detail: 'names 501 cars; it can name 500' },
  ])
  expect(await counts(graph)).toEqual(before)
})

test('a load of a hundred cars takes as many statements as one of two', async () => {
  const cars = Array.from({ length: 100 }, (_, nth) => `${1000 + nth}`)
  await capture(
    graph,
    cars.flatMap(each => released(each).slice(0, 2)),
  )
  // What other subgraphs do about it comes when it comes.
  const statementsOf = async (event: object): Promise<string[]> =>
    (await graph.statementsOf(() => capture(graph, [event]))).filter(text => text.startsWith('erp_adapter:'))
  const few = await statementsOf(load(cars.slice(0, 2).map(byVin), 20, ['TRAIN-F', 'departing', 'YARD-T']))
  const many = await statementsOf(load(cars.map(byVin), 21, ['TRAIN-F', 'transporting', 'PORT-T']))
  expect(many).toHaveLength(few.length)
  expect(await shipment('TRAIN-F')).toMatchObject({ cars: 100 })
})
