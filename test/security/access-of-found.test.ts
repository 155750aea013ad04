import { afterAll, beforeAll, expect, test } from 'vitest'
import { contacting } from '../customer/contacting.ts'
import { aPerson, fresh } from '../customer/people.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import type { As } from '../kit/principal.ts'
import { seedMarket } from '../sales/market.ts'

const seller: As = { role: 'dealer-sales', name: 'ann', dealerId: 'd-sh-1' }
const workshop: As = { role: 'dealer-service', name: 'bob', dealerId: 'd-sh-1' }
const agent: As = { role: 'call-centre', name: 'carl' }
const compliance: As = { role: 'compliance', name: 'auditor' }

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  await seedMarket(graph)
})
afterAll(() => graph.stop())

const list = `accessRecords(first: 50) { nodes { reader operation fields classes } }`
const recordsOf = async (id: string, as: As = compliance): Promise<any[]> =>
  (await graph.data(`query ($id: ID!) { customer(id: $id) { ${list} } }`, { id }, as)).customer.accessRecords.nodes

async function aLead(given: object): Promise<string> {
  const { captureLead } = await graph.data(
    `mutation ($input: CaptureLeadInput!) { captureLead(input: $input) { ... on CaptureLeadSuccess { lead { id } } } }`,
    { input: { idempotencyKey: fresh(), channel: 'WEB', dealerId: 'd-sh-1', ...given } },
  )
  return captureLead.lead.id
}

test('who read what a prospect left is listed with his lead, and among his own records once he is a customer', async () => {
  const phone = '+8613800138701'
  const leadId = await aLead({ contactName: '钱多', phone })
  await graph.data(`query Desk { leads(first: 50) { nodes { contactName phone } } }`, {}, seller)
  const leadRecords = async (as: As): Promise<any> =>
    (await graph.data(`query ($id: ID!) { lead(id: $id) { ${list} } }`, { id: leadId }, as)).lead.accessRecords
  const seen = {
    reader: 'ann',
    operation: 'Desk',
    fields: ['Lead.contactName', 'Lead.phone'],
    classes: ['CONTACT', 'NAME'],
  }
  expect(await leadRecords(compliance)).toEqual({ nodes: [seen] })
  expect(await leadRecords(seller)).toBeNull()

  const customerId = await aPerson(graph)
  expect(await recordsOf(customerId)).toEqual([])
  await graph.data(`mutation ($input: ConvertLeadInput!) { convertLead(input: $input) { __typename } }`, {
    input: { idempotencyKey: fresh(), leadId, customerId },
  })
  expect(await recordsOf(customerId)).toEqual([seen])
  expect(await recordsOf(customerId, { role: 'customer', name: 'himself', customerId })).toEqual([seen])
  expect(await recordsOf(await aPerson(graph))).toEqual([])
})

test('whoever is led to a person by a number or a name is recorded, though he asks for nothing but an id', async () => {
  const phone = '+8613800138702'
  const id = await aPerson(graph, {
    familyName: '钱',
    givenName: '三丰',
    contactPoints: [{ kind: 'PHONE', value: phone }],
  })
  await graph.data(`query Call { customersByPhone(phone: "${phone}") { id } }`, {}, agent)
  await graph.data(`query Name { customers(filter: { text: "钱三丰" }) { nodes { id } } }`, {}, agent)
  expect(await recordsOf(id)).toEqual([
    { reader: 'carl', operation: 'Name', fields: ['Query.customers'], classes: ['NAME'] },
    { reader: 'carl', operation: 'Call', fields: ['Query.customersByPhone'], classes: ['CONTACT'] },
  ])
  await graph.data(`{ customersByPhone(phone: "+8613800138799") { id } }`, {}, agent)
  expect(await recordsOf(id)).toHaveLength(2)
})

test('whoever is led by a plate, or reads it, is recorded with who had the car then', async () => {
  const [owner, next] = [await aPerson(graph), await aPerson(graph)]
  const vin = 'WBA3A5C55CF256789'
  const owns = async (id: string, from: string, until: string | null) =>
    graph.sql(
      `insert into sales.vehicle_participant values ($1, $2, $3, 'OWNER', now() + $4::interval, now() + $5::interval, 'd-sh-1', null)`,
      [`role-${id}`, vin, id, from, until],
    )
  await owns(owner, '-2 days', null)
  await graph.sql(
    `insert into sales.vehicle_plate (vin, plate, valid_from) values ($1, '沪A70001', now() - interval '2 days')`,
    [vin],
  )
  await graph.data(`query Gate { vehicleByPlate(plate: "沪A·70001") { vin } }`, {}, workshop)
  await graph.data(`query Yard { vehicleByPlate(plate: "沪A·70001") { plate } }`, {}, workshop)
  const seen = [
    { reader: 'bob', operation: 'Yard', fields: ['Query.vehicleByPlate', 'Vehicle.plate'], classes: ['VEHICLE'] },
    { reader: 'bob', operation: 'Gate', fields: ['Query.vehicleByPlate'], classes: ['VEHICLE'] },
  ]
  expect(await recordsOf(owner)).toEqual(seen)
  await graph.sql(`update sales.vehicle_participant set valid_until = now() where customer_id = $1`, [owner])
  await owns(next, '0 days', null)
  await graph.data(`query Later { vehicleByPlate(plate: "沪A·70001") { vin } }`, {}, workshop)
  expect(await recordsOf(owner)).toEqual(seen)
  expect((await recordsOf(next)).map(({ operation }) => operation)).toEqual(['Later'])
})

test('what was said to a person before is recorded as his when whoever wants to call is told it', async () => {
  const contact = contacting(graph)
  const customerId = await aPerson(graph)
  await graph.sql(
    `insert into platform.customer_reach (reason, reference, customer_id, dealer_id) values ('LEAD', $1, $1, 'd-sh-1')`,
    [customerId],
  )
  await contact.request({ customerId }, {}, seller)
  await contact.request({ customerId }, { department: 'SERVICE', purpose: 'SERVICE_REMINDER' }, workshop)
  expect((await recordsOf(customerId)).map(({ reader, fields }) => [reader, fields])).toEqual([
    ['bob', ['HeldContact.subject']],
    ['ann', ['ContactGrant.subject']],
  ])
})
