import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { openCase, openOrder, seedStation, vinOf } from './workshop.ts'

let graph: TestGraph
let caseId: string
const vin = vinOf(1)
beforeAll(async () => {
  graph = await startGraph()
  await seedStation(graph, { id: 'station-a', dealerId: 'dealer-a' })
  await seedStation(graph, { id: 'station-b', dealerId: 'dealer-b' })
  const customerId = 'customer-1'
  await openOrder(graph, { vin, stationId: 'station-a', odometerKm: 10, customerId, inAt: '2026-01-01T00:00:00.000Z' })
  await openOrder(graph, { vin, stationId: 'station-b', odometerKm: 20, customerId, inAt: '2026-02-01T00:00:00.000Z' })
  caseId = await openCase(graph, { vin, customerId, stationId: 'station-a' })
})
afterAll(() => graph.stop())

const history = (id: string): string => `{ case(id: "${id}") {
  vehicle { serviceOrders { nodes { station { id } customer { id } } } }
  customer { serviceOrders { nodes { odometerKm } } cases { nodes { id } } }
} }`
const workDone = (stationId: string, customerId: string | null) => ({
  station: { id: stationId },
  customer: customerId === null ? null : { id: customerId },
})

test('the full history is on the car, newest first, whichever dealer did the work', async () => {
  const { case: found } = await graph.data(history(caseId))
  expect(found).toEqual({
    vehicle: { serviceOrders: { nodes: [workDone('station-b', 'customer-1'), workDone('station-a', 'customer-1')] } },
    customer: {
      serviceOrders: { nodes: [{ odometerKm: 20 }, { odometerKm: 10 }] },
      cases: { nodes: [{ id: caseId }] },
    },
  })
})

test.each(['dealer-service', 'dealer-sales'] as const)(
  'a %s desk sees the whole history and the customers of its own stations alone',
  async role => {
    const { case: found } = await graph.data(history(caseId), {}, { role, dealerId: 'dealer-a' })
    expect(found).toEqual({
      vehicle: { serviceOrders: { nodes: [workDone('station-b', null), workDone('station-a', 'customer-1')] } },
      customer: { serviceOrders: { nodes: [{ odometerKm: 10 }] }, cases: { nodes: [{ id: caseId }] } },
    })
    const { case: foreign } = await graph.data(
      `{ case(id: "${caseId}") { subject customer { id } messages { body } } }`,
      {},
      { role, dealerId: 'dealer-b' },
    )
    expect(foreign).toBeNull()
  },
)

test('a page of the history goes on where the page before ended', async () => {
  const page = (after: string | null) =>
    graph.data(
      `query ($id: ID!, $after: String) { case(id: $id) {
        vehicle { serviceOrders(first: 1, after: $after) { edges { node { odometerKm } } pageInfo { hasNextPage endCursor } } }
      } }`,
      { id: caseId, after },
    )
  const one = (await page(null)).case.vehicle.serviceOrders
  expect(one).toMatchObject({ edges: [{ node: { odometerKm: 20 } }], pageInfo: { hasNextPage: true } })
  const two = (await page(one.pageInfo.endCursor)).case.vehicle.serviceOrders
  expect(two).toMatchObject({ edges: [{ node: { odometerKm: 10 } }], pageInfo: { hasNextPage: false } })
})

test('a cursor of another list is refused', async () => {
  const after = Buffer.from(JSON.stringify(['Bund', 'x'])).toString('base64url')
  const { errors } = await graph.ask(`{ cases(after: "${after}") { nodes { id } } }`)
  expect(errors?.[0]?.extensions.code).toBe('CURSOR_INVALID')
})

test('everything about thirty cars takes the statements of one', async () => {
  const everything = `query ($first: Int) { cases(first: $first) { nodes {
    slaState slaDueAt messages { body } statusHistory { status } suggestedArticles { title } articles { title } station { name }
    vehicle {
      warranty { active } recalls(open: true) { recall { title progress { rate } } } cases(open: true) { nodes { subject } }
      appointments { nodes { station { name } } }
      serviceOrders { nodes { station { name openingHours { opens } } operations { code recall { title } } parts { name } appointment { id } } }
    }
    customer { cases(open: true) { nodes { id } } serviceOrders { nodes { id } } appointments { nodes { id } } }
  } } }`
  for (let index = 2; index <= 30; index++) {
    await openCase(graph, { vin: vinOf(index), customerId: `customer-${index}`, stationId: 'station-b' })
    await openOrder(graph, { vin: vinOf(index), stationId: 'station-a', odometerKm: index })
  }
  await graph.settled()
  const one = await graph.statementsOf(() => graph.data(everything, { first: 1 }))
  const thirty = await graph.statementsOf(() => graph.data(everything, { first: 30 }))
  expect(new Set(thirty)).toEqual(new Set(one))
  // Stations are asked for in three places, which may come together or one after the other.
  expect(thirty.length).toBeLessThanOrEqual(new Set(one).size + 2)
})
