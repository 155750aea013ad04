import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#platform/database.ts'
import { captureEvents } from '../../subgraphs/erp-adapter/ingest/capture-events.ts'
import { databaseIn } from '../../demo/load/owner-connection.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { atStation, commissioned, firstDay } from './factory.ts'
import { openStore } from './open-store.ts'
import { loadSixtyCars } from './sixty-cars.ts'

let graph: TestGraph
let db: Database

beforeAll(async () => {
  graph = await startGraph()
  db = openStore(graph)
  await loadSixtyCars(graph, db)
})
afterAll(async () => {
  await db.close()
  await graph.stop()
})

test('a bulk load derives what single documents would, tells nobody when silent, and counts once', async () => {
  const seen = await graph.sql(
    `select status, count(*)::int as cars from erp_adapter.vehicle group by status order by status`,
  )
  expect(seen).toEqual([
    { status: 'AT_DEALER', cars: 14 },
    { status: 'DELIVERED', cars: 6 },
    { status: 'QUALITY', cars: 20 },
    { status: 'RELEASED', cars: 20 },
  ])
  expect(await graph.sql(`select type from platform.event where type like 'erp.%'`)).toEqual([])
})

test('a bulk load in one transaction holds as many locks for many new cars as for few', async () => {
  const undone = new Error('undone')
  const held: number[] = []
  const loaded = db.transaction(async tx => {
    for (let part = 0; part < 3; part++) {
      const events = Array.from({ length: 20 }, (_, nth) => commissioned(`MANY-${part}-${nth}`, nth))
      await captureEvents(databaseIn(tx), events, { silent: true })
      const [locks] = await tx.rows<{ count: number }>(
        sql`select count(*)::int from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()`,
      )
      held.push(locks?.count ?? 0)
    }
    throw undone
  })
  await expect(loaded).rejects.toBe(undone)
  expect(held).toEqual([2, 2, 2])
})

test('an event that can not be taken fails its bulk load, and is named', async () => {
  await expect(captureEvents(db, [atStation('nobody', 1, 'T-BODY')])).rejects.toThrow('event 0 names the car nobody')
  await expect(captureEvents(db, [{ type: 'ObjectEvent' }])).rejects.toThrow('Event 0 is no EPCIS event')
})

test('the pages of a list of cars are the list, none twice and none left out', async () => {
  const numbers: string[] = []
  let after: string | null = null
  do {
    const { vehicles }: any = await graph.data(
      `query ($after: String) {
        vehicles(first: 7, after: $after) { nodes { productionNumber } pageInfo { hasNextPage endCursor } }
      }`,
      { after },
    )
    numbers.push(...vehicles.nodes.map((node: any) => node.productionNumber))
    after = vehicles.pageInfo.hasNextPage ? vehicles.pageInfo.endCursor : null
  } while (after !== null)
  expect(numbers).toHaveLength(60)
  expect(new Set(numbers).size).toBe(60)
})

const listed = async (filter: object): Promise<number> => {
  const { vehicles } = await graph.data(
    `query ($filter: VehicleFilter) { vehicles(filter: $filter, first: 200) { nodes { productionNumber } } }`,
    { filter },
  )
  return vehicles.nodes.length
}

test('cars are found by model, colour, status, availability, whereabouts, place and age', async () => {
  expect(await listed({ modelCode: 'ENV' })).toBe(60)
  expect(await listed({ modelCode: 'NONE' })).toBe(0)
  expect(await listed({ colour: 'RED' })).toBe(30)
  expect(await listed({ status: 'QUALITY' })).toBe(20)
  expect(await listed({ availability: 'AVAILABLE' })).toBe(34)
  expect(await listed({ whereabouts: 'WAREHOUSE', place: 'YARD-T' })).toBe(20)
  expect(await listed({ place: 'DLR-T', availability: 'AVAILABLE', colour: 'WHT' })).toBe(7)
  const days = Math.floor((Date.now() - firstDay) / 86_400_000)
  expect(await listed({ unsoldOverDays: days + 1 })).toBe(0)
  expect(await listed({ unsoldOverDays: days - 11 })).toBe(4)
  const { errors } = await graph.ask(`{ vehicles(filter: { unsoldOverDays: -1 }) { nodes { vin } } }`)
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
})

test('cars are found by several values at once, by plant, dealer, options and when they were built', async () => {
  expect(await listed({ status: ['QUALITY', 'DELIVERED'] })).toBe(26)
  expect(await listed({ colour: ['RED', 'WHT'], modelCode: ['ENV', 'NONE'] })).toBe(60)
  expect(await listed({ colour: [] })).toBe(0)
  expect(await listed({ place: ['YARD-T', 'DLR-T'] })).toBe(
    (await listed({ place: 'YARD-T' })) + (await listed({ place: 'DLR-T' })),
  )
  expect(await listed({ plantId: 'PLANT-T' })).toBe(60)
  expect(await listed({ plantId: 'ELSEWHERE' })).toBe(0)
  expect(await listed({ optionCodes: ['RED'] })).toBe(30)
  expect(await listed({ optionCodes: ['RED', 'WHT'] })).toBe(0)
  const [place] = await graph.sql<{ dealer: string }>(
    `select dealer_id as dealer from erp_adapter.place where id = 'DLR-T'`,
  )
  expect(await listed({ dealerId: place?.dealer, availability: 'AVAILABLE' })).toBe(14)
  const [cars] = await graph.sql<{ built: number; middle: string; before: number }>(`
    with half as (select percentile_disc(0.5) within group (order by built_at) as middle from erp_adapter.vehicle)
    select count(built_at)::int as built, to_json(middle) #>> '{}' as middle,
      count(*) filter (where built_at < middle)::int as before
    from erp_adapter.vehicle, half group by middle`)
  expect(cars?.before).toBeGreaterThan(0)
  const middle = new Date(cars?.middle ?? '').toISOString()
  expect(await listed({ builtUntil: middle })).toBe(cars?.before)
  expect(await listed({ builtFrom: middle })).toBe((cars?.built ?? 0) - (cars?.before ?? 0))
})

test('a filter that can not be meant is refused with the reason', async () => {
  const refused = async (filter: object): Promise<unknown> => {
    const { errors } = await graph.ask(`query ($f: VehicleFilter) { vehicles(filter: $f) { nodes { vin } } }`, {
      f: filter,
    })
    return [errors?.[0]?.extensions.code, errors?.[0]?.message]
  }
  const day = new Date(firstDay).toISOString()
  expect(await refused({ builtFrom: day, builtUntil: day })).toEqual([
    'BAD_USER_INPUT',
    'builtFrom is not before builtUntil.',
  ])
  expect(await refused({ place: Array.from({ length: 101 }, String) })).toEqual([
    'BAD_USER_INPUT',
    'place has 101 values; it can have 100.',
  ])
})

test('the cars of a filter are counted in all and by model, colour, place and availability', async () => {
  const { vehicleCounts } = await graph.data(`{
    vehicleCounts(filter: { availability: [AVAILABLE, SOLD] }) {
      cars exact
      models { value cars } colours { value cars } places { value cars } availabilities { value cars }
    }
  }`)
  expect(vehicleCounts).toEqual({
    cars: 40,
    exact: true,
    models: [{ value: 'ENV', cars: 40 }],
    colours: [
      { value: 'RED', cars: 20 },
      { value: 'WHT', cars: 20 },
    ],
    places: expect.arrayContaining([{ value: 'YARD-T', cars: 20 }]),
    availabilities: [
      { value: 'AVAILABLE', cars: 34 },
      { value: 'SOLD', cars: 6 },
    ],
  })
  const none = await graph.data(`{ vehicleCounts(filter: { modelCode: "NONE" }) { cars exact models { value } } }`)
  expect(none.vehicleCounts).toEqual({ cars: 0, exact: true, models: [] })
  const sent = await graph.statementsOf(() =>
    graph.data(`{ vehicleCounts { cars models { cars } colours { cars } places { cars } availabilities { cars } } }`),
  )
  expect(sent).toHaveLength(1)
})

test('stock is counted by place, model and age, over pages too', async () => {
  const { stockReport } = await graph.data(`{
    stockReport(first: 200) { nodes { place { id } model { code } age cars available } }
  }`)
  const total = (place: string): number =>
    stockReport.nodes
      .filter((line: any) => line.place.id === place)
      .reduce((sum: number, line: any) => sum + line.cars, 0)
  expect(total('YARD-T')).toBe(20)
  expect(total('DLR-T')).toBe(14)
  const first = await graph.data(`{ stockReport(first: 1) { nodes { age } pageInfo { endCursor } } }`)
  const rest = await graph.data(`query ($after: String) { stockReport(after: $after) { nodes { age } } }`, {
    after: first.stockReport.pageInfo.endCursor,
  })
  expect([...first.stockReport.nodes, ...rest.stockReport.nodes]).toHaveLength(stockReport.nodes.length)
  const { errors } = await graph.ask(`{ stockReport(first: 0) { nodes { cars } } }`)
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
})

test('fifty cars with all of their story take as many statements as one', async () => {
  const story = (first: number): string => `{
    vehicles(first: ${first}) { nodes {
      status builtAt model { nameEn plant { nameEn } options { code } } configuration { code } plant { nameEn }
      whereabouts { place { nameEn } } timeline(first: 5) { nodes { status place { nameEn } } }
      stationHistory { station { nameEn } } qualityResults { station { nameEn } verdict }
      productionOrder { state salesOrder { id } skippedStations { id } reworks { at } }
    } }
  }`
  const one = await graph.statementsOf(() => graph.data(story(1)))
  const fifty = await graph.statementsOf(() => graph.data(story(50)))
  expect(fifty.length).toBe(one.length)
  expect(fifty.length).toBeLessThanOrEqual(10)
})
