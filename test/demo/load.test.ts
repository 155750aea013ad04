import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadDemo } from '../../demo/load/load-demo.ts'
import { checkReferences, postponeReferences } from '../../demo/load/references.ts'
import { demoLoaded } from '../../demo/load/loaded.ts'
import {
  heroOwnerPhone,
  heroPlate,
  heroProductionNumber,
  heroVin,
  nextProductionNumber,
} from '../../demo/world/story/hero.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { differencesSql } from './differences-sql.ts'

let graph: TestGraph
let interruption: unknown
let loadedAfterInterruption: boolean
beforeAll(async () => {
  graph = await startGraph()
  interruption = await interruptedLoad().catch((error: unknown) => error)
  loadedAfterInterruption = await demoLoaded(graph.databaseUrl)
  await loadDemo({ databaseUrl: graph.databaseUrl, profile: 'demo' })
}, 120_000)
afterAll(() => graph.stop())

const interruptedLoad = () =>
  loadDemo({
    databaseUrl: graph.databaseUrl,
    profile: 'demo',
    onProgress(done) {
      if (done > 20_000) throw new Error('interrupted')
    },
  })

const carStory = readFileSync(join(import.meta.dirname, '../../examples/queries/car-story.graphql'), 'utf8')

test('the hero answers the flagship query with its whole story', async () => {
  const { vehicle } = await graph.data(carStory, { vin: heroVin })
  expect(vehicle).toMatchObject({
    productionNumber: heroProductionNumber,
    plate: heroPlate.replace('·', ''),
    model: { code: 'ENV-S-2025', brand: 'BUICK', nameZh: '别克昂科威S 2025款' },
    plant: { id: 'PLANT-JINQIAO' },
    productionOrder: {
      reworks: [{ station: { nameZh: '淋雨试验' } }],
      salesOrder: { id: 'SO0000001', dealer: { id: 'D005' } },
      skippedStations: [],
    },
    status: 'DELIVERED',
    whereabouts: { kind: 'SOLD' },
    sales: {
      nodes: [
        { kind: 'USED', dealer: { id: 'D001' }, buyer: { displayName: '王磊' } },
        { kind: 'NEW', dealer: { id: 'D005' }, buyer: { displayName: '陈静' } },
      ],
    },
    warranty: { active: true },
    recalls: [{ recall: { id: 'RCL-2026-07' } }],
    cases: { nodes: [{ kind: 'COMPLAINT', status: 'IN_PROGRESS' }] },
  })
  expect(vehicle.configuration).toHaveLength(7)
  expect(vehicle.stationHistory).toHaveLength(30)
  expect(vehicle.qualityResults.filter((result: any) => result.verdict === 'FAILED')).toMatchObject([
    { measure: 'waterIngress', value: 8 },
  ])
  expect(vehicle.timeline.nodes.map((change: any) => change.status).toSorted()).toEqual(
    [
      'ORDERED',
      'ACCEPTED',
      'SCHEDULED',
      'BROADCAST',
      'BODY',
      'PAINT',
      'ASSEMBLY',
      'QUALITY',
      'BUILT',
      'RELEASED',
      'IN_TRANSIT',
      'AT_DEALER',
      'DELIVERED',
    ].toSorted(),
  )
  expect(new Set(vehicle.serviceOrders.nodes.map((order: any) => order.station.dealer.id))).toEqual(
    new Set(['D001', 'D005']),
  )
  const owner = vehicle.owners.find((each: any) => each.until === null)
  expect(owner).toMatchObject({
    customer: {
      displayName: '王磊',
      campaigns: { nodes: expect.arrayContaining([expect.objectContaining({ response: 'BOOKED' })]) },
    },
  })
})

test('the hero is found by its plate, its production number and the phone of its owner', async () => {
  const found = await graph.data(
    `query ($plate: String!, $number: ID!, $phone: String!) {
      vehicleByPlate(plate: $plate) { vin }
      vehicleByProductionNumber(productionNumber: $number) { vin }
      customersByPhone(phone: $phone) { displayName vehicles { nodes { vehicle { vin } } } }
    }`,
    { plate: heroPlate, number: heroProductionNumber, phone: heroOwnerPhone },
  )
  expect(found).toEqual({
    vehicleByPlate: { vin: heroVin },
    vehicleByProductionNumber: { vin: heroVin },
    customersByPhone: [{ displayName: '王磊', vehicles: { nodes: [{ vehicle: { vin: heroVin } }] } }],
  })
  const { matchCustomer } = await graph.data(
    `query ($phone: String!) { matchCustomer(input: { contactPoints: [{ kind: PHONE, value: $phone }] }) {
      reasons customer { phone }
    } }`,
    { phone: heroOwnerPhone },
  )
  expect(matchCustomer).toEqual([{ reasons: ['PHONE'], customer: { phone: heroOwnerPhone } }])
})

test('the owner of the hero has a timeline of many departments, leads, segments and an appointment', async () => {
  const { customersByPhone } = await graph.data(
    `query ($phone: String!) {
      customersByPhone(phone: $phone) {
        timeline(first: 100) { nodes { department kind } }
        leads { nodes { status } }
        segments { segment { name } }
        appointments { nodes { purpose status } }
      }
    }`,
    { phone: heroOwnerPhone },
  )
  const [owner] = customersByPhone
  expect(owner).toMatchObject({
    leads: { nodes: [{ status: 'RESPONDED' }] },
    segments: [{ segment: { name: '在用车主' } }],
    appointments: { nodes: [{ purpose: 'RECALL', status: 'BOOKED' }] },
  })
  expect(new Set(owner.timeline.nodes.map((line: any) => line.department))).toEqual(
    new Set(['CUSTOMER', 'MARKETING', 'SALES', 'SERVICE']),
  )
})

test('the car that the examples move is scheduled and has no VIN yet', async () => {
  const { vehicleByProductionNumber } = await graph.data(
    `query ($number: ID!) {
      vehicleByProductionNumber(productionNumber: $number) {
        vin status model { code } plant { id }
        productionOrder { state salesOrder { status dealer { id } customer { displayName } } }
      }
    }`,
    { number: nextProductionNumber },
  )
  expect(vehicleByProductionNumber).toEqual({
    vin: null,
    status: 'SCHEDULED',
    model: { code: 'ENV-S-2027' },
    plant: { id: 'PLANT-JINQIAO' },
    productionOrder: {
      state: 'SCHEDULED',
      salesOrder: { status: 'SCHEDULED', dealer: { id: 'D001' }, customer: { displayName: '刘洋' } },
    },
  })
})

test('what each subgraph knows of the others is what events would have told it', async () => {
  const differences = await graph.sql(differencesSql)
  expect(differences).toEqual([])
})

test('the plants have planned the material of the cars that wait for them, and none of it comes too late', async () => {
  const plans = await graph.sql(`select plan_id, orders, sum(shortage)::int as short,
      (select count(*)::int from erp_adapter.material_line where plan_id = plan.id) as lines
    from erp_adapter.material_plan as plan join erp_adapter.material_coverage on plan_id = id group by 1, 2, id order by 1`)
  expect(plans).toEqual([
    { plan_id: 'material-plan-JQ', orders: 2, short: 0, lines: 4 },
    { plan_id: 'material-plan-WH', orders: 7, short: 0, lines: 2 },
  ])
})

test('customers stand where what happened to them led them', async () => {
  const { lifecycleCounts } = await graph.data('{ lifecycleCounts { stage customers } }')
  const stages = new Map<string, number>(lifecycleCounts.map(({ stage, customers }: any) => [stage, customers]))
  const [known] = await graph.sql(`select (select count(*)::int from customer.customer) as customers,
    (select count(*)::int from (
      select buyer_id from sales.retail_sale group by buyer_id having count(*) > 1) as again) as "boughtAgain"`)
  expect(stages.get('RETAINED')).toBe(known.boughtAgain)
  expect([...stages.values()].reduce((sum, customers) => sum + customers, 0)).toBe(known.customers)
})

test('a second load is refused and says what is there', async () => {
  await expect(loadDemo({ databaseUrl: graph.databaseUrl, profile: 'dev', seed: 7 })).rejects.toThrow(
    'The database holds the demo data of the profile demo with the seed 1 already.',
  )
  expect(await demoLoaded(graph.databaseUrl)).toBe(true)
})

test('a load that ends midway leaves nothing, and the next one starts from clean', async () => {
  expect(interruption).toEqual(new Error('interrupted'))
  expect(loadedAfterInterruption).toBe(false)
  expect(await graph.sql('select count(*)::int as vehicles from erp_adapter.vehicle')).toEqual([
    { vehicles: expect.toSatisfy((count: number) => count > 2_990 && count < 3_010) },
  ])
})

test('the examples move the scheduled car through the plant to its dealer', async () => {
  const folder = join(import.meta.dirname, '../../examples/epcis')
  const answers: unknown[] = []
  for (const document of readdirSync(folder).toSorted()) {
    const response = await fetch(`${graph.subgraphUrl('erp-adapter')}/ingest/capture`, {
      method: 'POST',
      headers: { 'content-type': 'application/ld+json' },
      body: readFileSync(join(folder, document)),
    })
    await response.body?.cancel()
    const car = `{ vehicleByProductionNumber(productionNumber: "${nextProductionNumber}") { status } }`
    const { vehicleByProductionNumber } = await graph.data(car)
    answers.push([document.slice(0, 2), response.status, vehicleByProductionNumber.status])
  }
  expect(answers).toEqual([
    ['01', 202, 'BROADCAST'],
    ['02', 202, 'PAINT'],
    ['03', 202, 'ASSEMBLY'],
    ['04', 202, 'QUALITY'],
    ['05', 202, 'QUALITY'],
    ['06', 202, 'IN_TRANSIT'],
    ['07', 202, 'IN_TRANSIT'],
    ['08', 202, 'IN_TRANSIT'],
    ['09', 202, 'AT_DEALER'],
    ['10', 400, 'AT_DEALER'],
  ])
  await graph.settled()
  const { salesOrder } = await graph.data(`{ salesOrder(id: "SO0000002") { status vehicle { vin } } }`)
  expect(salesOrder).toEqual({ status: 'AT_DEALER', vehicle: { vin: expect.stringMatching(/110042$/) } })
})

test('a reference that leads nowhere fails the load', async () => {
  const client = new pg.Client({ connectionString: graph.databaseUrl })
  await client.connect()
  try {
    await client.query('begin')
    await postponeReferences(client)
    await checkReferences(client, ['customer', 'erp_adapter', 'marketing', 'sales', 'service'])
    await client.query(`update service.service_part set service_order_id = 'nowhere'
      where (service_order_id, position) in (select service_order_id, position from service.service_part limit 1)`)
    await expect(checkReferences(client, ['service'])).rejects.toThrow('of service.service_part')
  } finally {
    await client.end()
  }
})
