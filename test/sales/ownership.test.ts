import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { stockCar, vinNumber } from './factory-news.ts'
import { seedMarket } from './market.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await seedMarket(graph)
})
afterAll(() => graph.stop())

const soldAt = '2026-03-05T10:00:00.000Z'

/** A car that a customer bought at a dealer; gives its VIN. */
async function soldCar(number: number, customerId: string, dealerId = 'd-sh-1'): Promise<string> {
  const vin = await stockCar(graph, number)
  const price = { amount: '200000', currency: 'CNY' }
  const plate = `沪T${String(number).padStart(5, '0')}`
  await graph.data(
    'mutation ($input: RegisterRetailSaleInput!) { registerRetailSale(input: $input) { ... on RegisterRetailSaleSuccess { sale { id } } } }',
    { input: { idempotencyKey: randomUUID(), vin, dealerId, customerId, soldAt, price, plate } },
  )
  return vin
}

const assignParticipant = `mutation ($input: AssignParticipantInput!) { assignParticipant(input: $input) {
  __typename
  ... on AssignParticipantSuccess { participant { role customer { id } vehicle { vin } from until } }
  ... on ParticipantAlreadyAssigned { message participant { customer { id } } }
  ... on VehicleWithoutOwner { message vehicle { vin } }
  ... on VehicleUnknown { vin }
} }`
const assign = async (vin: string, input: object = {}) => {
  const driver = { vin, customerId: 'c-driver', role: 'DRIVER', from: '2026-04-01T00:00:00.000Z', ...input }
  return (await graph.data(assignParticipant, { input: { idempotencyKey: randomUUID(), ...driver } })).assignParticipant
}

test('a car has a driver beside its owner, each once at a time', async () => {
  const vin = await soldCar(1, 'c-1')
  expect(await assign(vin)).toEqual({
    __typename: 'AssignParticipantSuccess',
    participant: {
      role: 'DRIVER',
      customer: { id: 'c-driver' },
      vehicle: { vin },
      from: '2026-04-01T00:00:00.000Z',
      until: null,
    },
  })
  expect(await assign(vin, { from: '2026-05-01T00:00:00.000Z' })).toEqual({
    __typename: 'ParticipantAlreadyAssigned',
    message: 'The customer is DRIVER of the car in that time already.',
    participant: { customer: { id: 'c-driver' } },
  })
})

test('a car that is unknown or that nobody owns has no driver, and ownership is not assigned', async () => {
  expect(await assign(vinNumber(99))).toEqual({ __typename: 'VehicleUnknown', vin: vinNumber(99) })
  const vin = await stockCar(graph, 2)
  expect(await assign(vin)).toEqual({
    __typename: 'VehicleWithoutOwner',
    message: 'Nobody owns the car at that time: register its sale first.',
    vehicle: { vin },
  })
  await expect(assign(vin, { role: 'OWNER' })).rejects.toThrow(/Ownership comes with a sale/)
  await expect(assign(vin, { until: '2026-03-01T00:00:00.000Z' })).rejects.toThrow(/until must be after from/)
})

test('two owners at a time cannot be stored', async () => {
  const vin = await soldCar(3, 'c-3')
  const second = graph.sql(
    `insert into sales.vehicle_participant (id, vin, customer_id, role, valid_from, dealer_id)
     values ('p', $1, 'c-4', 'OWNER', '2026-06-01Z', 'd-sh-1')`,
    [vin],
  )
  await expect(second).rejects.toThrow(/one_owner_at_a_time/)
})

test('another dealer sees that the car was sold and owned, and not to whom', async () => {
  const vin = await soldCar(4, 'c-private', 'd-bj-1')
  const ask = `{ vehicleByPlate(plate: "沪T00004") { vin plate
    sales { nodes { soldAt dealer { id } buyer { id } } } owners { role from customer { id } } } }`
  const shown = (id: string | null) => ({
    vehicleByPlate: {
      vin,
      plate: '沪T00004',
      sales: { nodes: [{ soldAt, dealer: { id: 'd-bj-1' }, buyer: id === null ? null : { id } }] },
      owners: [{ role: 'OWNER', from: soldAt, customer: id === null ? null : { id } }],
    },
  })
  expect(await graph.data(ask, {}, { role: 'dealer-service', dealerId: 'd-sh-1' })).toEqual(shown(null))
  expect(await graph.data(ask, {}, { role: 'dealer-sales', dealerId: 'd-bj-1' })).toEqual(shown('c-private'))
  expect(await graph.data(ask, {}, { role: 'call-centre' })).toEqual(shown('c-private'))
})

test('a plate that no car has is null, and no plate at all is refused', async () => {
  expect(await graph.ask('{ vehicleByPlate(plate: "粤Z99999") { vin } }')).toEqual({ data: { vehicleByPlate: null } })
  expect((await graph.ask('{ vehicleByPlate(plate: " · ") { vin } }')).errors).toMatchObject([
    { extensions: { code: 'BAD_USER_INPUT' } },
  ])
})

test('a customer has his cars, orders and leads; a dealer sees his own of them', async () => {
  const vin = await soldCar(5, 'c-5')
  await soldCar(6, 'c-5', 'd-bj-1')
  const through = `query { vehicleByPlate(plate: "沪T00005") { owners { customer {
    vehicles(current: true) { nodes { role from until vehicle { vin } } } former: vehicles(current: false) { nodes { role } }
    salesOrders { nodes { id } } leads { nodes { id } } } } } }`
  const all = await graph.data(through)
  expect(all.vehicleByPlate.owners[0].customer).toMatchObject({
    vehicles: { nodes: [{ role: 'OWNER' }, { role: 'OWNER' }] },
    former: { nodes: [] },
    salesOrders: { nodes: [] },
    leads: { nodes: [] },
  })
  const own = await graph.data(through, {}, { role: 'dealer-sales', dealerId: 'd-sh-1' })
  expect(own.vehicleByPlate.owners[0].customer.vehicles.nodes).toEqual([
    { role: 'OWNER', from: soldAt, until: null, vehicle: { vin } },
  ])
})

test('a car with thirty sales costs as many statements as one with one', async () => {
  const vin = await soldCar(7, 'c-7')
  const ask = () =>
    graph.data(`{ vehicleByPlate(plate: "沪T00007") { plate sales(first: 50) { nodes { dealer { name } order { id } } }
      owners { customer { vehicles { nodes { role } } salesOrders { nodes { id } } leads { nodes { id } } } } } }`)
  await graph.settled()
  const before = await graph.statementsOf(ask)
  await graph.sql(
    `insert into sales.retail_sale (id, kind, vin, dealer_id, buyer_id, sold_at, price_amount, price_currency)
     select 'many-' || n, 'USED', $1, 'd-bj-1', 'c-' || n, '2026-04-01Z'::timestamptz + n * interval '1 hour', 1, 'CNY'
     from generate_series(1, 30) as n`,
    [vin],
  )
  await graph.sql(
    `insert into sales.vehicle_participant (id, vin, customer_id, role, valid_from, dealer_id)
     select 'many-' || n, $1, 'c-' || n, 'DRIVER', '2026-04-01Z', 'd-bj-1' from generate_series(1, 30) as n`,
    [vin],
  )
  const after = await graph.statementsOf(ask)
  expect(before).toHaveLength(8)
  expect(after).toHaveLength(8)
})
