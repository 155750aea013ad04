import { afterAll, beforeAll, expect, test } from 'vitest'
import { heroPlate, heroProductionNumber, heroVin } from '../../demo/world/story/hero.ts'
import { readExample } from '../../portal/examples.ts'
import type { TestGraph } from '../kit/graph.ts'
import { startDemoGraph } from './demo-graph.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startDemoGraph()
}, 120_000)
afterAll(() => graph.stop())

const carStory = readExample('car-story').query
const customer360 = readExample('customer-360')
const phone = JSON.parse(customer360.variables)

test('one question about one car gives the whole story from five subgraphs', async () => {
  const { vehicle } = await graph.data(carStory, { vin: heroVin })
  expect(vehicle).toMatchObject({
    vin: heroVin,
    status: 'DELIVERED',
    model: { nameEn: 'Buick Envision S 2025' },
    whereabouts: { kind: 'SOLD' },
    productionOrder: { state: 'COMPLETED', reworks: [{ station: { nameEn: 'Water test' } }] },
    warranty: { active: true },
  })
  const counts = {
    stations: vehicle.stationHistory.length,
    failedTests: vehicle.qualityResults.filter((result: any) => result.verdict !== 'PASSED').length,
    statuses: vehicle.timeline.nodes.length,
    sales: vehicle.sales.nodes.map((sale: any) => sale.kind),
    owners: vehicle.owners.map((owner: any) => owner.until === null),
    workshops: new Set(vehicle.serviceOrders.nodes.map((order: any) => order.station.dealer.id)).size,
    openRecalls: vehicle.recalls.length,
    openCases: vehicle.cases.nodes.length,
    campaignsOfOwners: vehicle.owners.map((owner: any) => owner.customer.campaigns.nodes.length > 0),
  }
  expect(counts).toEqual({
    stations: 30,
    failedTests: 1,
    statuses: 13,
    sales: ['USED', 'NEW'],
    owners: [true, false],
    workshops: 2,
    openRecalls: 1,
    openCases: 1,
    campaignsOfOwners: [true, true],
  })
})

test('plate, production number and the phone of the owner lead to the same car', async () => {
  const data = await graph.data(
    `query ($plate: String!, $number: ID!, $phone: String!) {
      vehicleByPlate(plate: $plate) { vin }
      vehicleByProductionNumber(productionNumber: $number) { vin }
      customersByPhone(phone: $phone) { vehicles(current: true) { nodes { role vehicle { vin } } } }
    }`,
    { plate: heroPlate, number: heroProductionNumber, ...phone },
  )
  expect(data).toEqual({
    vehicleByPlate: { vin: heroVin },
    vehicleByProductionNumber: { vin: heroVin },
    customersByPhone: [{ vehicles: { nodes: [{ role: 'OWNER', vehicle: { vin: heroVin } }] } }],
  })
})

test("one question about one customer gives every department's knowledge of him", async () => {
  const { customersByPhone } = await graph.data(customer360.query, phone)
  const [customer] = customersByPhone
  const blocks = Object.fromEntries(
    Object.entries<any>(customer).map(([name, block]) => [
      name,
      Array.isArray(block?.nodes) ? block.nodes.length > 0 : block !== null,
    ]),
  )
  expect(blocks).toMatchObject({
    displayName: true,
    contactPoints: true,
    accountManager: true,
    vehicles: true,
    serviceOrders: true,
    cases: true,
    campaigns: true,
    consents: true,
    segments: true,
    timeline: true,
  })
})

test('all that is known of a caller takes 27 statements, each sent once, and so does all that is known of fifty', async () => {
  await graph.settled()
  const list = customer360.query
    .replace('$phone: String!', '$first: Int!')
    .replace('customersByPhone(phone: $phone) {', 'customers(first: $first) { nodes {')
    .concat('}')
  const countFor = async (query: string, variables: object): Promise<number> => {
    const sent = await graph.statementsOf(() => graph.data(query, { ...variables }))
    expect(sent.filter((text, place) => sent.indexOf(text) !== place)).toEqual([])
    return sent.length
  }
  const caller = await countFor(customer360.query, phone)
  expect(caller).toBe(27)
  expect(await countFor(list, { first: 50 })).toBeLessThanOrEqual(caller)
})

test('any number of cars takes sixteen statements, and a long history as many as a short one', async () => {
  const list = `query ($first: Int!) { vehicles(first: $first, filter: { status: DELIVERED }) { nodes {
    vin status model { nameEn } whereabouts { kind } timeline { nodes { status } } stationHistory { enteredAt } qualityResults { value }
    productionOrder { state } sales { nodes { soldAt dealer { name } } } owners { role customer { displayName campaigns { nodes { status } } } }
    serviceOrders(first: 3) { nodes { inAt station { name } operations { code } parts { number } } }
    warranty { active } recalls(open: true) { recall { title } } cases(open: true) { nodes { subject } } } } }`
  await graph.settled()
  // A kind of row that the query asks for at three places, such as dealers, is read at most once for each place.
  const countFor = async (query: string, variables: object): Promise<number> => {
    const sent = await graph.statementsOf(() => graph.data(query, { ...variables }))
    const different = new Set(sent)
    expect(sent.length).toBeLessThanOrEqual(different.size + 2)
    return different.size
  }
  // A block that is empty for all cars of a page spares the statements of what would be in it.
  const few = await countFor(list, { first: 1 })
  const hundred = await countFor(list, { first: 100 })
  expect(hundred).toBe(16)
  expect(await countFor(list, { first: 200 })).toBe(hundred)
  expect(few).toBeLessThanOrEqual(hundred)

  const busiest = await graph.sql<{ vin: string; services: number }>(`
    select vin, count(*)::int as services from service.service_order
    where vin in (select vin from sales.retail_sale) group by vin order by services desc, vin limit 1`)
  expect(busiest[0]?.services).toBeGreaterThan(5)
  const hero = await countFor(carStory, { vin: heroVin })
  expect(hero).toBe(25)
  expect(await countFor(carStory, { vin: busiest[0]?.vin })).toBeLessThanOrEqual(hero)
})
