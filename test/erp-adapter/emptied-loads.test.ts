import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { captureEvents } from '../../subgraphs/erp-adapter/ingest/capture-events.ts'
import { textOf } from '../../subgraphs/erp-adapter/ingest/captured-text.ts'
import { readEvent } from '../../subgraphs/erp-adapter/ingest/log-event.ts'
import { recordEvents } from '../../subgraphs/erp-adapter/ingest/record-events.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { openStore } from './open-store.ts'
import { at, capture, carEvent, commissioned, document, moment, send } from './factory.ts'
import { emptied, loaded, ofLoad, wrong } from './loads.ts'
import { describePlant } from './plant.ts'
import { counts, push } from './push.ts'

let graph: TestGraph
let otherProcess: Database
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
  otherProcess = openStore(graph)
})
afterAll(async () => {
  await otherProcess.close()
  await graph.stop()
})

const fields = `status statusSince whereabouts { kind place { id } since } shipment { id } timeline { nodes { status at place { id } } }`
const car = async (number: string) =>
  (await graph.data(`query ($n: ID!) { vehicleByProductionNumber(productionNumber: $n) { ${fields} } }`, { n: number }))
    .vehicleByProductionNumber
const shipment = async (id: string) =>
  (await graph.data(`query ($id: ID!) { shipment(id: $id) { status cars loadedAt departedAt arrivedAt } }`, { id }))
    .shipment
const eventsOf = async (number: string): Promise<number> =>
  (await graph.sql(`select count(*)::int as n from erp_adapter.event_log where production_number = '${number}'`))[0].n

test('who is on a load when it is emptied comes off; who was put on later stays, and who left before is not told', async () => {
  await capture(
    graph,
    ['K1', 'K2', 'K3', 'K4'].flatMap(number => [commissioned(number, 1)]),
  )
  await capture(graph, [loaded('K1', 10, 'KL'), loaded('K2', 10, 'KL'), at('K2', 15, ['receiving', 'PORT-T'])])
  const emptying = emptied('KL', 20, ['receiving', 'DLR-T'])
  const response = await push(graph, emptying)
  expect(response.status).toBe(201)
  expect(await shipment('KL')).toMatchObject({ status: 'ARRIVED', cars: 2, arrivedAt: moment(20) })
  await capture(graph, [loaded('K3', 19, 'KL'), loaded('K4', 21, 'KL')])
  for (const number of ['K1', 'K3'])
    expect(await car(number)).toMatchObject({
      status: 'AT_DEALER',
      statusSince: moment(20),
      whereabouts: { kind: 'DEALER', place: { id: 'DLR-T' } },
      shipment: null,
    })
  expect(await car('K2')).toMatchObject({ whereabouts: { place: { id: 'PORT-T' }, since: moment(15) } })
  expect(await car('K4')).toMatchObject({ status: 'IN_TRANSIT', shipment: { id: 'KL' } })
  expect(await shipment('KL')).toMatchObject({ status: 'UNLOADING', cars: 4 })
  expect(await Promise.all(['K1', 'K2', 'K3', 'K4'].map(eventsOf))).toEqual([3, 3, 3, 2])
  await capture(graph, [wrong(emptying)])
  expect(await car('K3')).toMatchObject({ status: 'IN_TRANSIT', shipment: { id: 'KL' } })
  expect(await shipment('KL')).toMatchObject({ status: 'UNLOADING', arrivedAt: null })
})

test('an emptying is taken once, also before any of its cars, and given back as it came', async () => {
  await capture(graph, [commissioned('L1', 1)])
  const emptying = emptied('LL', 20, ['unloading', 'PORT-T'])
  const taken = await push(graph, emptying)
  expect([taken.status, (await push(graph, emptying)).status]).toEqual([201, 409])
  const kept = await fetch(`${graph.subgraphUrl('erp-adapter')}${taken.headers.get('location')}`)
  expect(await kept.json()).toEqual(emptying)
  await capture(graph, [loaded('L1', 10, 'LL')])
  const before = await counts(graph)
  await capture(graph, [emptying, loaded('L1', 10, 'LL')])
  expect((await counts(graph)).events).toBe(before.events + 1)
  expect(await shipment('LL')).toMatchObject({ status: 'ARRIVED', arrivedAt: moment(20) })
})

test('a load that is known before its cars are comes off them when they are', async () => {
  expect((await push(graph, loaded('M1', 10, 'ML'))).status).toBe(202)
  await capture(graph, [emptied('ML', 20, ['receiving', 'DLR-T'])])
  await capture(graph, [commissioned('M1', 1)])
  expect(await car('M1')).toMatchObject({ status: 'AT_DEALER', shipment: null })
})

/** Takes an event in another process, whose transaction is open while `meanwhile` begins. */
async function takeSlowly(event: Readonly<Record<string, unknown>>, meanwhile: () => Promise<unknown>): Promise<void> {
  const read = readEvent(event)
  if (read.kind !== 'events') throw new Error('is no event')
  let begun: Promise<unknown> = Promise.resolve()
  await otherProcess.transaction(async tx => {
    const text = textOf([JSON.stringify(event)])
    await recordEvents(tx, [{ captureId: newId('push'), text, behaviour: 'rollback', events: read.events }])
    begun = meanwhile()
    await setTimeout(500)
  })
  await begun
}

test('a car that is put on while its load is emptied comes off, whichever is taken first', async () => {
  await capture(
    graph,
    ['N1', 'N2', 'N3'].map(number => commissioned(number, 1)),
  )
  await takeSlowly(emptied('NL-1', 20, ['receiving', 'DLR-T']), () => push(graph, loaded('N1', 10, 'NL-1')))
  await takeSlowly(loaded('N2', 10, 'NL-2'), () => push(graph, emptied('NL-2', 20, ['receiving', 'DLR-T'])))
  const received = at('N3', 15, ['receiving', 'PORT-T'])
  await capture(graph, [loaded('N3', 10, 'NL-3'), received])
  await takeSlowly(wrong(received), () => push(graph, emptied('NL-3', 20, ['receiving', 'DLR-T'])))
  for (const id of ['NL-1', 'NL-2', 'NL-3'])
    expect(await shipment(id)).toMatchObject({ status: 'ARRIVED', cars: 1, arrivedAt: moment(20) })
})

test('loads that many put cars on and empty at the same time, in two processes, end empty', async () => {
  const loads = Array.from({ length: 8 }, (_, nth) => `O${nth}`)
  const cars = loads.flatMap(id => [`${id}-a`, `${id}-b`, `${id}-c`])
  await capture(
    graph,
    cars.map(number => commissioned(number, 1)),
  )
  await Promise.all(
    loads.flatMap(id => [
      capture(graph, [loaded(`${id}-a`, 10, id)]),
      push(graph, loaded(`${id}-b`, 11, id)),
      captureEvents(otherProcess, [emptied(id, 20, ['receiving', 'DLR-T'])]),
      push(graph, emptied(id, 22, ['receiving', 'DLR-T'])),
      capture(graph, [loaded(`${id}-c`, 12, id)]),
    ]),
  )
  for (const id of loads)
    expect(await shipment(id)).toMatchObject({ status: 'ARRIVED', cars: 3, arrivedAt: moment(20) })
})

test('a carrier that is used again and again leaves the cars of its earlier loads alone', async () => {
  for (const trip of [0, 1, 2, 3]) {
    const number = `P${trip}`
    await capture(graph, [commissioned(number, 1), loaded(number, trip * 10 + 10, 'TRUCK')])
    await capture(graph, [emptied('TRUCK', trip * 10 + 15, ['receiving', 'DLR-T'])])
  }
  expect(await Promise.all(['P0', 'P1', 'P2', 'P3'].map(eventsOf))).toEqual([3, 3, 3, 3])
})

test('a load of a hundred cars is emptied in as many statements as one of two', async () => {
  const cars = Array.from({ length: 102 }, (_, nth) => `Q${nth}`)
  await capture(
    graph,
    cars.flatMap((number, nth) => [commissioned(number, 1), loaded(number, 10, nth < 2 ? 'QL-2' : 'QL-100')]),
  )
  const statementsOf = async (event: object): Promise<string[]> =>
    (await graph.statementsOf(() => capture(graph, [event]))).filter(text => text.startsWith('erp_adapter:'))
  const few = await statementsOf(emptied('QL-2', 20, ['receiving', 'DLR-T']))
  const many = await statementsOf(emptied('QL-100', 20, ['receiving', 'DLR-T']))
  expect(many).toHaveLength(few.length)
  expect(await shipment('QL-100')).toMatchObject({ status: 'ARRIVED', cars: 100 })
})

test('an emptying without a load, of a quantity, or with what is said of a car is refused', async () => {
  const flawsOf = async (event: object): Promise<unknown> => {
    const response = await send(graph, document([event]))
    expect(response.status).toBe(400)
    return ((await response.json()) as any).errors.map((error: any) => [error.pointer.split('/').at(-1), error.detail])
  }
  const place = ['unloading', 'PORT-T'] as [string, string]
  expect(await flawsOf(emptied('X', 20, place, { parentID: undefined }))).toEqual([
    ['parentID', 'is missing: AggregationEvent needs it'],
  ])
  const quantity = { childQuantityList: [{ epcClass: 'urn:epc:class:lgtin:4012345.012345.1', quantity: 3 }] }
  expect(await flawsOf(emptied('X', 20, place, quantity))).toContainEqual([
    'childEPCs',
    'is missing: AggregationEvent needs it',
  ])
  expect(await flawsOf(emptied('X', 20, ['retail_selling', 'DLR-T']))).toEqual([
    ['bizStep', 'is only said of cars that are named'],
  ])
  expect(await flawsOf(carEvent('Q1', 20, { ...ofLoad('X'), action: 'DELETE' }))).toEqual([
    ['childEPCs', 'is missing: AggregationEvent needs it'],
  ])
})
