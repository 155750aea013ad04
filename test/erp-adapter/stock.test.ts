import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { openStore } from './open-store.ts'
import { loadSixtyCars } from './sixty-cars.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  const db = openStore(graph)
  await loadSixtyCars(graph, db)
  await db.close()
})
afterAll(() => graph.stop())

const sorts = ['CHANGED', 'STOCK_AGE', 'BUILT', 'MODEL'] as const
type Sort = (typeof sorts)[number]

const list = `query ($filter: VehicleFilter, $sort: VehicleSort!, $first: Int, $after: String) {
  vehicles(filter: $filter, sort: $sort, first: $first, after: $after) {
    nodes { productionNumber builtAt statusSince model { code } } pageInfo { hasNextPage endCursor } } }`

/** All cars of a filter in an order, read in pages. */
async function listed(sort: Sort, { filter = {}, first = 7 }: { filter?: object; first?: number } = {}) {
  const cars: any[] = []
  let after: string | null = null
  do {
    const { vehicles }: any = await graph.data(list, { filter, sort, first, after })
    cars.push(...vehicles.nodes)
    after = vehicles.pageInfo.hasNextPage ? vehicles.pageInfo.endCursor : null
  } while (after !== null)
  return cars
}

const built = (car: any): number => (car.builtAt === null ? Infinity : Date.parse(car.builtAt))
const changed = (car: any): number => Date.parse(car.statusSince)
const byNumber = (a: any, b: any): number => (a.productionNumber < b.productionNumber ? -1 : 1)
/** Infinity less infinity is no number, which decides nothing. */
const compare: Record<Sort, (a: any, b: any) => number> = {
  CHANGED: (a, b) => changed(b) - changed(a) || byNumber(b, a),
  STOCK_AGE: (a, b) => built(a) - built(b) || byNumber(a, b),
  BUILT: (a, b) => built(b) - built(a) || byNumber(b, a),
  MODEL: (a, b) =>
    (a.model.code < b.model.code ? -1 : Number(a.model.code > b.model.code)) ||
    changed(a) - changed(b) ||
    byNumber(a, b),
}

test.each(sorts)('cars in the order %s come each once, over pages of any size', async sort => {
  const cars = await listed(sort)
  expect(cars).toHaveLength(60)
  expect(cars).toEqual(cars.toSorted(compare[sort]))
  expect(await listed(sort, { first: 200 })).toEqual(cars)
  const filter = { availability: ['AVAILABLE'], colour: ['RED'] }
  expect(await listed(sort, { filter, first: 4 })).toEqual(await listed(sort, { filter, first: 200 }))
})

test('a cursor of another order, or one that was made up, is refused', async () => {
  const { vehicles } = await graph.data(list, { sort: 'BUILT', first: 1 })
  const made = (sort: string) => Buffer.from(JSON.stringify([sort, 'V01'])).toString('base64url')
  for (const after of [vehicles.pageInfo.endCursor, 'there', made('CHANGED'), made('CHANGED yesterday ENV')]) {
    const { errors } = await graph.ask(list, { sort: 'CHANGED', after })
    expect(errors?.[0]?.extensions.code).toBe('CURSOR_INVALID')
  }
})

test('a place that nobody described nor reported is an error, also among others', async () => {
  const refusal = async (question: string): Promise<unknown> => {
    const { errors } = await graph.ask(question)
    return [errors?.[0]?.extensions.code, errors?.[0]?.message]
  }
  const unknown = ['BAD_USER_INPUT', 'There is no place YARD-X.']
  expect(await refusal(`{ vehicles(filter: { place: ["YARD-T", "YARD-X"] }) { nodes { vin } } }`)).toEqual(unknown)
  expect(await refusal(`{ vehicleCounts(filter: { place: "YARD-X" }) { cars } }`)).toEqual(unknown)
  expect(await refusal(`{ stockReport(place: "YARD-X") { nodes { cars } } }`)).toEqual(unknown)
  expect(await refusal(`{ vehicles(filter: { unsoldOverDays: -1 }) { nodes { vin } } }`)).toEqual([
    'BAD_USER_INPUT',
    'unsoldOverDays is -1; it can be 0 to 3650.',
  ])
})

test('a dealer sees his stock counted by availability and age, each dealer of a list by one statement', async () => {
  await graph.sql(`insert into sales.territory (id, name) values ('cn', 'China')`)
  await graph.sql(`
    insert into sales.dealer (id, name, territory_id, street, city, region) values
      ('dealer-t', 'Yongda', 'cn', '1 Road', 'Shanghai', 'Shanghai'), ('dealer-u', 'Westlake', 'cn', '2 Road', 'Hangzhou', 'Zhejiang')`)
  await graph.sql(
    `update erp_adapter.vehicle set order_id = 'order-1', availability = 'RESERVED' where production_number = 'V23'`,
  )
  const question = (first: number) => `{ dealers(first: ${first}) { nodes { id stockSummary {
    cars available reserved notReleased averageDaysInStock ages { age cars } } } } }`
  const { dealers } = await graph.data(question(2))
  const [own, other] = ['dealer-t', 'dealer-u'].map(
    id => dealers.nodes.find((node: any) => node.id === id).stockSummary,
  )
  const days = await graph.sql<{ built: Date; since: Date }>(`
    select built_at as built, whereabouts_since as since from erp_adapter.vehicle
    where place_id = 'DLR-T' and availability <> 'SOLD'`)
  const age = (from: Date): number => (Date.now() - from.getTime()) / 86_400_000
  const between = (least: number, most: number): number =>
    days.filter(({ built }) => age(built) > least && age(built) <= most).length
  expect(own).toEqual({
    cars: 14,
    available: 13,
    reserved: 1,
    notReleased: 0,
    averageDaysInStock: expect.closeTo(days.reduce((sum, { since }) => sum + age(since), 0) / 14, 2),
    ages: [
      { age: 'UP_TO_30_DAYS', cars: between(-Infinity, 30) },
      { age: 'UP_TO_60_DAYS', cars: between(30, 60) },
      { age: 'UP_TO_90_DAYS', cars: 0 },
      { age: 'OVER_90_DAYS', cars: 0 },
    ],
  })
  expect(other).toMatchObject({ cars: 0, available: 0, averageDaysInStock: null })
  const one = await graph.statementsOf(() => graph.data(question(1)))
  const two = await graph.statementsOf(() => graph.data(question(2)))
  expect(two).toHaveLength(one.length)
  expect(two.filter(text => text.startsWith('erp_adapter'))).toHaveLength(1)
})

test('people of a dealer find his cars and the free ones of others, in lists, counts, reports and summaries alike', async () => {
  const own = { role: 'dealer-sales', dealerId: 'dealer-t' } as const
  const other = { role: 'dealer-service', dealerId: 'dealer-u' } as const
  const question = `{
    vehicles(first: 200) { nodes { productionNumber availability } }
    vehicleCounts { cars availabilities { value cars } }
    stockReport(first: 200) { nodes { cars available } }
    dealers { nodes { id stock(first: 50) { nodes { productionNumber } } stockSummary { cars reserved } } }
  }`
  const seen = async (as: object) => {
    const { vehicles, vehicleCounts, stockReport, dealers } = await graph.data(question, {}, as)
    const yard = dealers.nodes.find((node: any) => node.id === 'dealer-t')
    expect(vehicleCounts.cars).toBe(vehicles.nodes.length)
    expect(yard.stock.nodes).toHaveLength(yard.stockSummary.cars)
    return {
      kinds: new Set(vehicles.nodes.map((node: any) => node.availability)),
      cars: vehicles.nodes.length,
      finished: stockReport.nodes.reduce((sum: number, line: any) => sum + line.cars, 0),
      yard: yard.stockSummary,
    }
  }
  expect(await seen({})).toMatchObject({ cars: 60, finished: 34, yard: { cars: 14, reserved: 1 } })
  expect(await seen(own)).toEqual({
    kinds: new Set(['AVAILABLE', 'RESERVED']),
    cars: 34,
    finished: 34,
    yard: { cars: 14, reserved: 1 },
  })
  expect(await seen(other)).toEqual({
    kinds: new Set(['AVAILABLE']),
    cars: 33,
    finished: 33,
    yard: { cars: 13, reserved: 0 },
  })
})
