import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { at, atStation, capture, carEvent, commissioned, measured, moment, repaired } from './factory.ts'
import { describePlant } from './plant.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await describePlant(graph)
})
afterAll(() => graph.stop())

const giai = (tag: string): string => `urn:epc:id:giai:0614141.${tag}`
const wrong = (event: object): object => ({ ...event, errorDeclaration: { declarationTime: moment(40) } })
const reads = (tag: string): Record<string, unknown> => ({ epcList: [giai(tag)] })

async function alarmsOf(car: string): Promise<any[]> {
  const { productionOrder } = await graph.data(
    `query ($car: ID!) { productionOrder(productionNumber: $car) {
      alarms { kind station { id } tag happenedAt standing }
    } }`,
    { car },
  )
  return productionOrder.alarms
}

const alarm = (kind: string, hour: number, fields: object = {}): object => ({
  kind,
  station: null,
  tag: null,
  happenedAt: moment(hour),
  standing: true,
  ...fields,
})
const cleared = { standing: false }

test('a skipped station raises an alarm, which the late read of it clears', async () => {
  await capture(graph, [commissioned('A1', 0), atStation('A1', 1, 'T-BODY'), atStation('A1', 5, 'T-TRIM')])
  const skipped = alarm('STATION_SKIPPED', 5, { station: { id: 'T-PAINT' } })
  expect(await alarmsOf('A1')).toEqual([skipped])
  await capture(graph, [atStation('A1', 3, 'T-PAINT')])
  expect(await alarmsOf('A1')).toEqual([{ ...skipped, ...cleared }])
})

test('a tag that the body did not carry when it was read raises an alarm, until it is known that it did', async () => {
  await capture(graph, [commissioned('A2', 0, 'a2'), atStation('A2', 2, 'T-BODY', reads('other'))])
  const misread = alarm('TAG_NOT_CARRIED', 2, { station: { id: 'T-BODY' }, tag: giai('other') })
  expect(await alarmsOf('A2')).toEqual([misread])
  const body = { type: 'AssociationEvent', parentID: giai('body-a2'), action: 'ADD', childEPCs: [giai('other')] }
  await capture(graph, [carEvent('A2', 1, body)])
  expect(await alarmsOf('A2')).toEqual([{ ...misread, ...cleared }])
})

test('a tag on two bodies in the plant raises an alarm of both, until one has lost it or has left', async () => {
  await capture(graph, [commissioned('A3', 0, 'shared'), commissioned('A4', 2, 'shared')])
  const shared = alarm('TAG_ON_TWO_BODIES', 2, { tag: giai('shared') })
  expect([await alarmsOf('A3'), await alarmsOf('A4')]).toEqual([[shared], [shared]])
  const body = { type: 'AssociationEvent', parentID: giai('body-a3'), action: 'DELETE', childEPCs: [giai('shared')] }
  const takenOff = carEvent('A3', 1, body)
  await capture(graph, [takenOff])
  expect([await alarmsOf('A3'), await alarmsOf('A4')]).toEqual([
    [{ ...shared, ...cleared }],
    [{ ...shared, ...cleared }],
  ])

  await capture(graph, [wrong(takenOff)])
  expect([await alarmsOf('A3'), await alarmsOf('A4')]).toEqual([[shared], [shared]])
  await capture(graph, [at('A3', 9, ['departing', 'YARD-T'])])
  expect([await alarmsOf('A3'), await alarmsOf('A4')]).toEqual([
    [{ ...shared, ...cleared }],
    [{ ...shared, ...cleared }],
  ])
})

test('captures that put one tag on two bodies at the same time see each other', async () => {
  const cars = Array.from({ length: 8 }, (_, index) => `T${index}`)
  await Promise.all(cars.map(car => capture(graph, [commissioned(car, 0, 'rush')])))
  const alarms = await Promise.all(cars.map(alarmsOf))
  expect(alarms).toEqual(cars.map(() => [alarm('TAG_ON_TWO_BODIES', 0, { tag: giai('rush') })]))
})

test('a car read elsewhere during its stay at a station raises an alarm, until the read is declared in error', async () => {
  const elsewhere = atStation('A5', 2, 'T-PAINT')
  await capture(graph, [
    commissioned('A5', 0),
    atStation('A5', 1, 'T-BODY', { 'autograph:pass': 'in' }),
    atStation('A5', 3, 'T-BODY', { 'autograph:pass': 'out' }),
    elsewhere,
  ])
  const doubled = alarm('AT_TWO_STATIONS', 2, { station: { id: 'T-PAINT' } })
  expect(await alarmsOf('A5')).toEqual([doubled])
  await capture(graph, [wrong(elsewhere)])
  expect(await alarmsOf('A5')).toEqual([{ ...doubled, ...cleared }])
})

test('a car read on the line after it left raises an alarm, until it is known that it was sent back', async () => {
  const stations = ['T-BODY', 'T-PAINT', 'T-TRIM', 'T-TEST']
  await capture(graph, [
    commissioned('A6', 0),
    ...stations.map((station, index) => atStation('A6', index + 1, station)),
    at('A6', 9, ['receiving', 'DLR-T']),
    atStation('A6', 12, 'T-PAINT'),
  ])
  const ghost = alarm('READ_AFTER_LEAVING', 12, { station: { id: 'T-PAINT' } })
  expect(await alarmsOf('A6')).toEqual([ghost])
  await capture(graph, [carEvent('A6', 11, { disposition: 'returned' })])
  expect(await alarmsOf('A6')).toEqual([{ ...ghost, ...cleared }])
})

test('a release reported while a check is failed raises an alarm, the car stays in quality, and the pass clears it', async () => {
  await capture(graph, [
    commissioned('A7', 0),
    ...['T-BODY', 'T-PAINT', 'T-TRIM'].map((station, index) => atStation('A7', index + 1, station)),
    measured('A7', 5, 3000),
    at('A7', 6, ['staging_outbound', 'YARD-T']),
  ])
  const status = async (): Promise<unknown> =>
    (await graph.data(`{ vehicleByProductionNumber(productionNumber: "A7") { status blockedBy } }`))
      .vehicleByProductionNumber
  const held = alarm('RELEASE_BLOCKED', 6)
  expect(await alarmsOf('A7')).toEqual([held])
  expect(await status()).toEqual({ status: 'QUALITY', blockedBy: ['brake-force-front'] })
  await capture(graph, [repaired('A7', 7), measured('A7', 8, 3300)])
  expect(await alarmsOf('A7')).toEqual([{ ...held, ...cleared }])
  expect(await status()).toEqual({ status: 'RELEASED', blockedBy: [] })
})

test('alarms stand alike whatever the order in which the events came, one at a time or together', async () => {
  const story = (car: string): object[] => [
    atStation(car, 1, 'T-BODY', { 'autograph:pass': 'in' }),
    atStation(car, 2, 'T-TRIM', reads(`ghost-${car}`)),
    atStation(car, 3, 'T-BODY', { 'autograph:pass': 'out' }),
    measured(car, 4, 3000),
    at(car, 5, ['staging_outbound', 'YARD-T']),
    at(car, 6, ['departing', 'YARD-T']),
    atStation(car, 7, 'T-TRIM'),
  ]
  const standing = async (car: string): Promise<unknown[]> =>
    (await alarmsOf(car))
      .filter(each => each.standing)
      .map(({ kind, station, tag, happenedAt }) => [kind, station?.id, tag?.replace(car, ''), happenedAt].join(' '))
      .toSorted()
  await capture(graph, [commissioned('O1', 0), ...story('O1')])
  await capture(graph, [commissioned('O2', 0)])
  for (const event of story('O2').toReversed()) await capture(graph, [event])
  await capture(graph, [commissioned('O3', 0)])
  for (const event of story('O3')) await capture(graph, [event])
  const together = await standing('O1')
  expect(together.map(each => String(each).split(' ')[0])).toEqual([
    'AT_TWO_STATIONS',
    'READ_AFTER_LEAVING',
    'RELEASE_BLOCKED',
    'STATION_SKIPPED',
    'TAG_NOT_CARRIED',
  ])
  expect([await standing('O2'), await standing('O3')]).toEqual([together, together])
})
