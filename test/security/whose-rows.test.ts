import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPerson, anOrganisation } from '../customer/people.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import type { As } from '../kit/principal.ts'
import { seedMarket } from '../sales/market.ts'
import { call, openOrder, seedStation, vinOf } from '../service/workshop.ts'

// The program's own rules believe that a developer asks: what is not told is not told by the database.
let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph({ filters: false })
  await seedMarket(graph)
  await seedStation(graph, { id: 'station-sh', dealerId: 'd-sh-1' })
  await graph.sql(`update sales.dealer set group_id = 'yongda' where id like 'd-sh-%'`)
})
afterAll(() => graph.stop())

const shanghai: As = { role: 'dealer-sales', dealerId: 'd-sh-1' }
const beijing: As = { role: 'dealer-sales', dealerId: 'd-bj-1' }
const group: As = { role: 'dealer-sales', dealerId: 'd-sh-2', dealerGroupId: 'yongda' }
const east: As = { role: 'regional-manager', regionId: 'east' }
const north: As = { role: 'regional-manager', regionId: 'north' }

/** What somebody is told of a customer by name and number. */
async function told(customerId: string, as: As): Promise<unknown> {
  const { data } = await graph.ask(
    `query ($id: ID!) { customer(id: $id) { displayName leads { nodes { id } } } }`,
    { id: customerId },
    as,
  )
  return data?.customer ?? null
}

const capture = (input: object): Promise<any> =>
  call(graph, 'captureLead', {
    input: { channel: 'WEB', modelCode: 'ENVISION-GS', ...input },
    select: '... on CaptureLeadSuccess { lead { id } }',
  })

test('a lead makes a customer the dealer’s, his group’s and his region’s, and nobody else’s; a lost one ends it at once', async () => {
  const id = await aPerson(graph, { familyName: '李', givenName: '雷' })
  expect(await told(id, shanghai)).toBeNull()
  const { lead } = await capture({ customerId: id, dealerId: 'd-sh-1' })
  const known = { displayName: '李雷', leads: { nodes: [{ id: lead.id }] } }
  for (const as of [shanghai, group, east, { role: 'call-centre' } as const]) expect(await told(id, as)).toEqual(known)
  for (const as of [beijing, north, { role: 'factory' } as const]) expect(await told(id, as)).toBeNull()
  await call(graph, 'loseLead', { input: { leadId: lead.id, reason: 'PRICE' }, select: '' })
  expect(await told(id, shanghai)).toBeNull()
})

test('a dealer who moves to another region is seen by its manager at once', async () => {
  const id = await aPerson(graph)
  await capture({ customerId: id, dealerId: 'd-hz-1' })
  expect(await told(id, north)).toBeNull()
  await graph.sql(`update sales.dealer set territory_id = 'north' where id = 'd-hz-1'`)
  expect(await told(id, north)).toMatchObject({ displayName: '王小明' })
  expect(await told(id, east)).toBeNull()
  await graph.sql(`update sales.territory set parent_id = 'east' where id = 'north'`)
  expect(await told(id, east)).toMatchObject({ displayName: '王小明' })
  await graph.sql(`update sales.territory set parent_id = 'cn' where id = 'north'`)
  await graph.sql(`update sales.dealer set territory_id = 'hz' where id = 'd-hz-1'`)
})

test('a car that is sold on takes its new owner to the new dealer, and the old one from the old', async () => {
  const [first, second] = [await aPerson(graph), await aPerson(graph)]
  const vin = vinOf(900)
  await graph.sql(
    `insert into sales.known_vehicle (production_number, vin, model_code, status, changed_at)
     values ('P-900', $1, 'ENVISION-GS', 'AT_DEALER', now())`,
    [vin],
  )
  const sell = (input: object): Promise<any> =>
    call(graph, 'registerRetailSale', {
      input: { vin, price: { amount: '200000', currency: 'CNY' }, ...input },
      select: '... on UsedSaleRefused { message }',
    })
  expect(
    await sell({ kind: 'NEW', dealerId: 'd-sh-1', customerId: first, soldAt: '2026-02-01T00:00:00.000Z' }),
  ).toMatchObject({ __typename: 'RegisterRetailSaleSuccess' })
  expect(await told(first, shanghai)).not.toBeNull()
  expect(
    await sell({
      kind: 'USED',
      dealerId: 'd-bj-1',
      customerId: second,
      sellerId: first,
      soldAt: '2026-03-01T00:00:00.000Z',
    }),
  ).toMatchObject({ __typename: 'RegisterRetailSaleSuccess' })
  expect(await told(first, shanghai)).toBeNull()
  expect(await told(second, beijing)).not.toBeNull()
  expect(await told(second, shanghai)).toBeNull()
})

test('a customer who withdraws that his data are shared with a dealer is his no longer, and is again when he gives it', async () => {
  const id = await aPerson(graph)
  await capture({ customerId: id, dealerId: 'd-sh-1' })
  const consent = {
    customerId: id,
    purpose: 'DATA_SHARING',
    channel: 'ANY',
    recipient: { kind: 'DEALER', id: 'd-sh-1' },
    country: 'CN',
    proof: { method: 'APP' },
  }
  const say = (field: string, at: string): Promise<any> =>
    graph.data(`mutation ($input: ConsentInput!) { ${field}(input: $input) { __typename } }`, {
      input: { idempotencyKey: randomUUID(), ...consent, at },
    })
  expect(await told(id, shanghai)).not.toBeNull()
  await say('withdrawConsent', '2026-03-01T00:00:00.000Z')
  expect(await told(id, shanghai)).toBeNull()
  // What was said before is entered late, and changes nothing.
  await say('giveConsent', '2026-02-01T00:00:00.000Z')
  expect(await told(id, shanghai)).toBeNull()
  await say('giveConsent', '2026-04-01T00:00:00.000Z')
  expect(await told(id, shanghai)).not.toBeNull()
})

test('a customer sees himself, a fleet’s manager his organisation, and neither anybody else', async () => {
  const [me, other, fleet] = [await aPerson(graph), await aPerson(graph), await anOrganisation(graph)]
  for (const customerId of [me, other, fleet]) await capture({ customerId, dealerId: 'd-sh-1' })
  const customers = async (as: As): Promise<unknown> =>
    (await graph.data(`{ customers(first: 100) { nodes { id } } }`, {}, as)).customers.nodes
  const leads = async (as: As): Promise<unknown> =>
    (await graph.data(`{ leads(first: 100) { nodes { customer { id } } } }`, {}, as)).leads.nodes
  const self: As = { role: 'customer', customerId: me }
  expect(await customers(self)).toEqual([{ id: me }])
  expect(await leads(self)).toEqual([{ customer: { id: me } }])
  const manager: As = { role: 'key-account', fleetId: fleet }
  expect(await customers(manager)).toEqual([{ id: fleet }])
  expect(await leads(manager)).toEqual([{ customer: { id: fleet } }])
})

test('a workshop’s work is on the car for everybody, and for whom and what he said only for its dealer', async () => {
  const [customerId, vin] = [await aPerson(graph), vinOf(901)]
  const order = { vin, stationId: 'station-sh', odometerKm: 10, customerId, technician: 'Zhang' }
  const pads = { code: 'B-210', description: 'Brake pads', labourHours: '1', price: { amount: '200', currency: 'CNY' } }
  await call(graph, 'recordWork', {
    input: { serviceOrderId: await openOrder(graph, order), operations: [pads] },
    select: '',
  })
  const operations = [{ code: 'B-210', price: { amount: '200.00', currency: 'CNY' } }]
  const caseId = (
    await call(graph, 'openCase', {
      input: { kind: 'COMPLAINT', subject: 'Noise', body: 'It squeaks', vin, customerId, stationId: 'station-sh' },
      select: '... on OpenCaseSuccess { case { id } }',
    })
  ).case.id
  const ask = `query ($id: ID!) { found: case(id: $id) { subject vehicle { serviceOrders { nodes {
    technician complaint customer { id } operations { code price { amount currency } } } } } } }`
  const own = await graph.data(ask, { id: caseId }, { role: 'dealer-service', dealerId: 'd-sh-1' })
  expect(own.found).toEqual({
    subject: 'Noise',
    vehicle: {
      serviceOrders: {
        nodes: [{ technician: 'Zhang', complaint: 'Regular maintenance', customer: { id: customerId }, operations }],
      },
    },
  })
  expect((await graph.data(ask, { id: caseId }, { role: 'dealer-service', dealerId: 'd-bj-1' })).found).toBeNull()
  const foreignCase = (
    await call(graph, 'openCase', {
      input: { kind: 'CONSULT', subject: 'Price', body: 'How much', vin },
      select: '... on OpenCaseSuccess { case { id } }',
    })
  ).case.id
  await graph.sql(
    `insert into service.station (id, dealer_id, name, address, city, region, bays) values ('station-bj', 'd-bj-1', 'B', 'x', 'x', 'x', 1)`,
  )
  await graph.sql(`update service.service_case set station_id = 'station-bj' where id = $1`, [foreignCase])
  const through = await graph.data(ask, { id: foreignCase }, { role: 'dealer-service', dealerId: 'd-bj-1' })
  expect(through.found.vehicle.serviceOrders.nodes).toEqual([
    { technician: null, complaint: null, customer: null, operations },
  ])
})

test('a dealer registers a customer of his own, and writes nothing about another’s', async () => {
  const registered = await call(graph, 'registerCustomer', {
    input: { kind: 'PERSON', familyName: '韩', givenName: '梅梅', source: 'dealer' },
    select: '... on RegisterCustomerSuccess { customer { id } }',
    as: shanghai,
  })
  expect(await told(registered.customer.id, shanghai)).toMatchObject({ displayName: '韩梅梅' })
  expect(await told(registered.customer.id, beijing)).toBeNull()
  const { errors } = await graph.ask(
    `mutation ($input: CaptureLeadInput!) { captureLead(input: $input) { __typename } }`,
    { input: { idempotencyKey: randomUUID(), channel: 'WEB', phone: '+8613800138999', dealerId: 'd-bj-1' } },
    shanghai,
  )
  expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN')
})

test('an id is not enough: who does not see a customer gets no lead, work, case, loop or contact for him', async () => {
  const customerId = await aPerson(graph)
  await capture({ customerId, dealerId: 'd-sh-1' })
  const stationId = await seedStation(graph, { id: 'station-bj-2', dealerId: 'd-bj-1' })
  const tries = {
    captureLead: { channel: 'WEB', customerId, dealerId: 'd-bj-1' },
    openServiceOrder: { vin: vinOf(900), stationId, customerId, odometerKm: 10, complaint: 'Noise' },
    openCase: { kind: 'REPAIR', subject: 'Noise', body: 'It squeals.', stationId, customerId },
    openClosedLoop: { subject: 'Noise', department: 'SALES', ownerId: 'e-1', customerId },
  }
  for (const [field, input] of Object.entries(tries)) {
    const name = `${field[0]?.toUpperCase()}${field.slice(1)}Input`
    const { errors } = await graph.ask(
      `mutation ($input: ${name}!) { ${field}(input: $input) { __typename } }`,
      { input: { idempotencyKey: randomUUID(), ...input } },
      beijing,
    )
    expect(errors?.[0]?.extensions.code, field).toBe('FORBIDDEN')
  }
  expect(await told(customerId, beijing)).toBeNull()
})
