import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { aPerson, fresh } from './people.ts'

let graph: TestGraph
beforeAll(async () => void (graph = await startGraph()))
afterAll(() => graph.stop())

const change = async (field: string, input: object, select = '') => {
  const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`
  const data = await graph.data(`mutation ($input: ${type}!) { ${field}(input: $input) { __typename ${select} } }`, {
    input: { idempotencyKey: fresh(), ...input },
  })
  return data[field]
}

const phone = '+8613800138000'

/** Each fact and contact point of a customer that was made sure of, with who did and how. */
async function verified(id: string): Promise<Record<string, unknown>> {
  const { customer } = await graph.data(
    `query ($id: ID!) { customer(id: $id) {
      facts { field verification { method verifiedBy } } contactPoints { kind verification { method verifiedBy } }
    } }`,
    { id },
  )
  const all = [...customer.facts, ...customer.contactPoints].filter(each => each.verification !== null)
  return Object.fromEntries(all.map(each => [each.field ?? each.kind, each.verification]))
}

test('a fact and a contact point are made sure of as they stand, and a changed one is not', async () => {
  const customerId = await aPerson(graph, { contactPoints: [{ kind: 'PHONE', value: phone }] })
  expect(await verified(customerId)).toEqual({})
  const name = { customerId, field: 'FAMILY_NAME', value: '王', method: 'DOCUMENT' }
  const number = { customerId, field: 'PHONE', value: phone, method: 'CALLED_BACK' }
  expect(await change('verifyFact', name, '... on VerifyFactSuccess { customer { id } }')).toEqual({
    __typename: 'VerifyFactSuccess',
    customer: { id: customerId },
  })
  await change('verifyFact', number)
  const called = { PHONE: { method: 'CALLED_BACK', verifiedBy: 'tester' } }
  expect(await verified(customerId)).toEqual({ FAMILY_NAME: { method: 'DOCUMENT', verifiedBy: 'tester' }, ...called })
  await change('changeCustomer', { customerId, familyName: '汪', source: 'web' })
  expect(await verified(customerId)).toEqual(called)
  await change('verifyFact', { ...number, method: 'IN_PERSON' })
  expect(await verified(customerId)).toEqual({ PHONE: { method: 'IN_PERSON', verifiedBy: 'tester' } })
})

test('what the customer hasn’t, or hasn’t any more, can’t be made sure of', async () => {
  const customerId = await aPerson(graph)
  const select = '... on FactNotHeld { field message } ... on CustomerUnknown { customerId }'
  const verify = (field: string, value: string, of = customerId) =>
    change('verifyFact', { customerId: of, field, value, method: 'DOCUMENT' }, select)
  const not = (field: string) => ({
    __typename: 'FactNotHeld',
    field,
    message: `The customer has no ${field} of that value now: read it anew.`,
  })
  expect(await verify('FAMILY_NAME', '汪')).toEqual(not('FAMILY_NAME'))
  expect(await verify('PHONE', phone)).toEqual(not('PHONE'))
  expect(await verify('PHONE', '王')).toEqual(not('PHONE'))
  expect(await verify('PHONE', phone, 'nobody')).toEqual({ __typename: 'CustomerUnknown', customerId: 'nobody' })
  expect(await verified(customerId)).toEqual({})
})

test('the verifications of many customers cost as many statements as of one', async () => {
  const query = `query ($first: Int) { customers(first: $first) { nodes {
    facts { verification { verifiedAt } } contactPoints { verification { verifiedAt } } } } }`
  for (let nth = 0; nth < 4; nth += 1) await aPerson(graph, { contactPoints: [{ kind: 'PHONE', value: phone }] })
  const one = await graph.statementsOf(() => graph.data(query, { first: 1 }))
  const many = await graph.statementsOf(() => graph.data(query, { first: 4 }))
  expect(many).toHaveLength(one.length)
  expect(many.filter(text => text.includes('fact_verification')).length).toBeLessThanOrEqual(2)
})

const measure = `customers completeness verified fresh accuracy
  fields { field expected present verified fresh accurate }`

test('how good facts are is told of one customer, of many, and of a target list, by fact', async () => {
  const [whole, bare] = [
    await aPerson(graph, {
      birthDate: '1990-01-01',
      contactPoints: [
        { kind: 'PHONE', value: phone },
        { kind: 'EMAIL', value: 'a@example.com' },
        { kind: 'ADDRESS', address: { city: '上海市', street: '南京路 1 号' } },
      ],
    }),
    await aPerson(graph, { givenName: undefined }),
  ]
  await change('verifyFact', { customerId: whole, field: 'PHONE', value: phone, method: 'CALLED_BACK' })
  await graph.sql(
    `update customer.fact_change set valid_from = now() - interval '400 days' where customer_id = $1 and field = 'FAMILY_NAME'`,
    [whole],
  )
  const ask = `query ($ids: [ID!]!) { dataQuality(customerIds: $ids) { ${measure} } }`
  const { dataQuality } = await graph.data(ask, { ids: [whole, bare, 'nobody'] })
  expect(dataQuality).toMatchObject({
    customers: 2,
    completeness: 0.583,
    verified: 0.143,
    fresh: 0.857,
    accuracy: 0.083,
  })
  const counts = { expected: 2, present: 1, verified: 0, fresh: 1, accurate: 0 }
  expect(dataQuality.fields).toEqual([
    { ...counts, field: 'ADDRESS' },
    { ...counts, field: 'BIRTH_DATE' },
    { ...counts, field: 'EMAIL' },
    { ...counts, field: 'FAMILY_NAME', present: 2, fresh: 1 },
    { ...counts, field: 'GIVEN_NAME' },
    { ...counts, field: 'PHONE', verified: 1, accurate: 1 },
  ])
  const { customer } = await graph.data(`query ($id: ID!) { customer(id: $id) { dataQuality { ${measure} } } }`, {
    id: whole,
  })
  expect(customer.dataQuality).toMatchObject({ customers: 1, completeness: 1, verified: 0.167, fresh: 0.833 })
  for (const asked of [{ ids: [] }, { ids: Array.from({ length: 10_001 }, String) }])
    expect((await graph.ask(ask, asked)).errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT')
  const costOf = (first: number) =>
    graph.statementsOf(() => graph.data(`{ customers(first: ${first}) { nodes { dataQuality { accuracy } } } }`))
  expect(await costOf(3)).toHaveLength((await costOf(1)).length)
})

test('a target list begins with those whose facts are least accurate', async () => {
  const [good, better, bad] = [await aPerson(graph), await aPerson(graph), await aPerson(graph)]
  const sure = (customerId: string, field: string, value: string) =>
    change('verifyFact', { customerId, field, value, method: 'IN_PERSON' })
  const { customer } = await graph.data(`query ($id: ID!) { customer(id: $id) { familyName givenName } }`, { id: good })
  for (const id of [good, better]) await sure(id, 'FAMILY_NAME', customer.familyName)
  await sure(better, 'GIVEN_NAME', customer.givenName)
  const ask = `query ($ids: [ID!]!, $first: Int! = 20) {
    leastAccurateCustomers(customerIds: $ids, first: $first) { id dataQuality { accuracy } } }`
  const ids = [better, 'nobody', bad, good]
  const { leastAccurateCustomers } = await graph.data(ask, { ids })
  expect(leastAccurateCustomers).toEqual([
    { id: bad, dataQuality: { accuracy: 0 } },
    { id: good, dataQuality: { accuracy: 0.167 } },
    { id: better, dataQuality: { accuracy: 0.333 } },
  ])
  expect((await graph.data(ask, { ids, first: 1 })).leastAccurateCustomers).toHaveLength(1)
  for (const wrong of [{ ids: [] }, { ids, first: 0 }])
    expect((await graph.ask(ask, wrong)).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  const as = { role: 'dealer-sales', dealerId: 'd-9' } as const
  expect(await graph.data(ask, { ids }, as)).toEqual({ leastAccurateCustomers: [] })
})

test('whoever told, corrected or made sure of facts has the credit, and a merge has none', async () => {
  const credits = async () =>
    (await graph.data(`{ factCredits(first: 200) { employee supplied corrected verified } }`)).factCredits
  const as = { name: 'ann' }
  const { registerCustomer } = await graph.data(
    `mutation ($input: RegisterCustomerInput!) { registerCustomer(input: $input) { ... on RegisterCustomerSuccess { customer { id } } } }`,
    { input: { idempotencyKey: fresh(), source: 'x', kind: 'PERSON', familyName: '安', since: '2020-01-01' } },
    as,
  )
  const customerId = registerCustomer.customer.id
  const told = { idempotencyKey: fresh(), customerId }
  await graph.data(
    `mutation ($input: ChangeCustomerInput!) { changeCustomer(input: $input) { __typename } }`,
    { input: { ...told, familyName: '庵', source: 'x' } },
    as,
  )
  await graph.data(
    `mutation ($input: VerifyFactInput!) { verifyFact(input: $input) { __typename } }`,
    { input: { ...told, field: 'FAMILY_NAME', value: '庵', method: 'IN_PERSON' } },
    as,
  )
  const ann = { employee: 'ann', supplied: 4, corrected: 1, verified: 1 }
  expect(await credits()).toContainEqual(ann)
  const survivorId = await aPerson(graph)
  const before = await credits()
  await change('mergeCustomers', { survivorId, mergedId: customerId })
  expect(await credits()).toEqual(before)
})
