import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPerson, fresh } from '../customer/people.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import type { As } from '../kit/principal.ts'
import { seedMarket } from '../sales/market.ts'

const beijing: As = { role: 'dealer-sales', name: 'bei', dealerId: 'd-bj-1' }
const phone = '+8613800138222'

let graph: TestGraph
/** Somebody who is another dealer's. */
let other: string
let pointId: string
beforeAll(async () => {
  graph = await startGraph()
  await seedMarket(graph)
  other = await aPerson(graph, { contactPoints: [{ kind: 'PHONE', value: phone }] })
  pointId = (await graph.sql(`select id from customer.contact_point where customer_id = $1`, [other]))[0].id
  await graph.data(`mutation ($input: CaptureLeadInput!) { captureLead(input: $input) { __typename } }`, {
    input: { idempotencyKey: fresh(), channel: 'WEB', customerId: other, dealerId: 'd-sh-1' },
  })
})
afterAll(() => graph.stop())

const at = '2026-03-01T00:00:00.000Z'
const consent = {
  purpose: 'MARKETING',
  channel: 'ANY',
  recipient: { kind: 'DEALER', id: 'd-bj-1' },
  country: 'CN',
  proof: { method: 'APP' },
  at,
}
const contact = { department: 'SALES', purpose: 'OPEN_CASE', channel: 'PHONE', goal: 'SATISFY', subject: 'x' }
const touchpoint = {
  channel: 'PHONE',
  direction: 'INBOUND',
  department: 'SALES',
  summary: 'x',
  externalId: 'g-1',
  source: 'x',
  at,
}

/** What a dealer can say of somebody, by the mutation; and of whom, as an id. */
const sayings: readonly [string, (id: string) => object][] = [
  ['changeCustomer', customerId => ({ customerId, familyName: '李', source: 'x' })],
  ['addContactPoint', customerId => ({ customerId, source: 'x', contactPoint: { kind: 'PHONE', value: phone } })],
  ['addSourceId', customerId => ({ customerId, source: 'x', externalId: '1' })],
  ['verifyFact', customerId => ({ customerId, field: 'PHONE', value: phone, method: 'CALLED_BACK' })],
  ['relateCustomers', customerId => ({ customerId, relatedCustomerId: 'x', kind: 'SPOUSE', source: 'x' })],
  ['recordTouchpoint', customerId => ({ customerId, ...touchpoint })],
  ['giveConsent', customerId => ({ customerId, ...consent })],
  ['withdrawConsent', customerId => ({ customerId, ...consent })],
  ['assignCustomer', customerId => ({ customerId, role: 'ACCOUNT_MANAGER', employeeId: 'E-1' })],
  ['requestContact', customerId => ({ customerId, ...contact })],
]

async function told(field: string, input: object, as = beijing): Promise<any> {
  const type = graph.supergraph.match(new RegExp(`\\b${field}\\([^)]*input: (\\w+)!`, 's'))?.[1]
  return graph.ask(
    `mutation ($input: ${type}!) { outcome: ${field}(input: $input) { __typename } }`,
    { input: { idempotencyKey: fresh(), ...input } },
    as,
  )
}

test.each(sayings)('%s says the same of another dealer’s customer as of nobody', async (field, inputFor) => {
  const nobody = await told(field, inputFor('customer-nobody'))
  expect(nobody).toEqual({ data: { outcome: { __typename: 'CustomerUnknown' } } })
  expect(await told(field, inputFor(other))).toEqual(nobody)
})

test('a number of another dealer’s customer is as good as a free one', async () => {
  const point = { kind: 'PHONE', value: phone }
  const register = { kind: 'PERSON', familyName: '李', source: 'x', contactPoints: [point] }
  expect((await told('registerCustomer', register)).data.outcome.__typename).toBe('RegisterCustomerSuccess')
  const { data } = await graph.ask(
    `mutation ($input: RegisterCustomerInput!) { registerCustomer(input: $input) {
      ... on RegisterCustomerSuccess { customer { id duplicateCandidates { customer { id } } } } } }`,
    { input: { idempotencyKey: fresh(), kind: 'PERSON', familyName: '王', givenName: '小明', source: 'x' } },
    beijing,
  )
  const { id, duplicateCandidates } = data.registerCustomer.customer
  expect(duplicateCandidates).toEqual([])
  const added = { customerId: id, source: 'x', contactPoint: point }
  expect((await told('addContactPoint', added)).data.outcome.__typename).toBe('AddContactPointSuccess')
})

test('the end of what is another dealer’s is refused as of what isn’t there', async () => {
  const remove = (contactPointId: string) => told('removeContactPoint', { contactPointId, source: 'x' })
  expect(await remove(pointId)).toEqual(await remove('contact-nobody'))
})

test('a prospect is answered alike whether he is another dealer’s customer or nobody’s', async () => {
  await graph.sql(`update customer.customer set time_zone = 'America/New_York' where id = $1`, [other])
  const ask = (number: string) => told('requestContact', { ...contact, prospect: { phone: number } })
  const [known, unknown] = [await ask(phone), await ask('+8613800138223')]
  expect(known).toEqual(unknown)
  const forAnother = await told('requestContact', { ...contact, prospect: { phone }, dealerId: 'd-sh-1' })
  expect(forAnother.errors[0].extensions.code).toBe('FORBIDDEN')
})
