import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { aPerson, fresh } from './people.ts'

let graph: TestGraph
beforeAll(async () => void (graph = await startGraph()))
afterAll(() => graph.stop())

const registerCustomer = `mutation ($input: RegisterCustomerInput!) {
  registerCustomer(input: $input) {
    __typename
    ... on RegisterCustomerSuccess { alreadyRegistered customer { id familyName sourceIds { source externalId addedBy } } }
    ... on SourceIdTaken { source externalId customer { id } }
  }
}`

const register = async (given: object, as = {}) => {
  const input = { idempotencyKey: fresh(), kind: 'PERSON', familyName: '王', source: 'dms', ...given }
  const { data } = await graph.ask(registerCustomer, { input }, as)
  return data?.registerCustomer
}

async function add(customerId: string, source: string, externalId: string) {
  const input = { idempotencyKey: fresh(), customerId, source, externalId }
  const { addSourceId } = await graph.data(
    `mutation ($input: AddSourceIdInput!) { addSourceId(input: $input) {
      __typename
      ... on AddSourceIdSuccess { customer { sourceIds { source externalId } } }
      ... on CustomerUnknown { customerId }
      ... on SourceIdTaken { message customer { id } }
    } }`,
    { input },
  )
  return addSourceId
}

const bySource = async (source: string, externalId: string) =>
  (
    await graph.data(
      `query ($source: String!, $externalId: String!) { customerBySource(source: $source, externalId: $externalId) { id } }`,
      { source, externalId },
    )
  ).customerBySource

const countCustomers = async (): Promise<number> =>
  (await graph.sql(`select count(*)::int as count from customer.customer`))[0].count

test('a system’s id that is known answers the golden record and changes nothing', async () => {
  const first = await register({ externalId: ' C-1 ' })
  expect(first).toEqual({
    __typename: 'RegisterCustomerSuccess',
    alreadyRegistered: false,
    customer: {
      id: expect.any(String),
      familyName: '王',
      sourceIds: [{ source: 'dms', externalId: 'C-1', addedBy: 'tester' }],
    },
  })
  const count = await countCustomers()
  expect(await register({ externalId: 'C-1', familyName: '李' })).toEqual({ ...first, alreadyRegistered: true })
  expect(await countCustomers()).toBe(count)
  expect(await bySource('dms', 'C-1')).toEqual({ id: first.customer.id })
  expect(await bySource('dms', 'c-1')).toBeNull()
})

test('of many who register one id at the same time one makes the customer', async () => {
  const count = await countCustomers()
  const answers = await Promise.all(Array.from({ length: 6 }, () => register({ externalId: 'C-2' })))
  expect(new Set(answers.map(({ customer }): string => customer.id)).size).toBe(1)
  expect(answers.filter(({ alreadyRegistered }) => !alreadyRegistered)).toHaveLength(1)
  expect(await countCustomers()).toBe(count + 1)
})

test('a customer has ids of many systems, and an id is one customer’s', async () => {
  const [wang, li] = [await aPerson(graph), await aPerson(graph)]
  const there = (...sourceIds: object[]) => ({ __typename: 'AddSourceIdSuccess', customer: { sourceIds } })
  const [web, crm] = [
    { source: 'web', externalId: 'w1' },
    { source: 'crm', externalId: '9' },
  ]
  expect(await add(wang, 'web', 'w1')).toEqual(there(web))
  expect(await add(wang, 'crm', '9')).toEqual(there(crm, web))
  expect(await add(wang, 'crm', '9')).toEqual(there(crm, web))
  expect(await add(li, 'crm', '9')).toEqual({
    __typename: 'SourceIdTaken',
    message: 'In crm, 9 is another customer.',
    customer: { id: wang },
  })
  expect(await add('nobody', 'crm', '10')).toEqual({ __typename: 'CustomerUnknown', customerId: 'nobody' })
  expect(await bySource('crm', '10')).toBeNull()
})

test('a dealer doesn’t come to another dealer’s customer by his id', async () => {
  const shanghai = { role: 'dealer-sales', dealerId: 'd-sh-1' } as const
  const beijing = { role: 'dealer-sales', dealerId: 'd-bj-1' } as const
  const { customer } = await register({ externalId: 'C-3' }, shanghai)
  expect(await register({ externalId: 'C-3' }, shanghai)).toMatchObject({ alreadyRegistered: true, customer })
  const ask = `{ customerBySource(source: "dms", externalId: "C-3") { id } }`
  expect(await graph.ask(ask, {}, beijing)).toEqual({ data: { customerBySource: null } })
  // What one dealer's system calls so is no word about another's: it is as free as an id that nobody has.
  const other = await register({ externalId: 'C-3' }, beijing)
  expect(other).toMatchObject({ __typename: 'RegisterCustomerSuccess', alreadyRegistered: false })
  expect(await graph.ask(ask, {}, beijing)).toEqual({ data: { customerBySource: { id: other.customer.id } } })
  expect(await graph.ask(ask, {}, shanghai)).toEqual({ data: { customerBySource: { id: customer.id } } })
})

test('an id that is blank or too long is wrong input', async () => {
  for (const externalId of [' ', 'x'.repeat(201)]) {
    const { errors } = await graph.ask(
      `query ($id: String!) { customerBySource(source: "dms", externalId: $id) { id } }`,
      {
        id: externalId,
      },
    )
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT'])
  }
})

test('the ids of many customers, and many customers by their ids, cost a statement', async () => {
  const ids = ['m1', 'm2', 'm3', 'm4', 'm5']
  for (const externalId of ids) await register({ externalId })
  const query = (of: readonly string[]) =>
    `{ ${of.map(id => `${id}: customerBySource(source: "dms", externalId: "${id}") { sourceIds { externalId } }`).join(' ')} }`
  const one = await graph.statementsOf(() => graph.data(query(['m1'])))
  const many = await graph.statementsOf(() => graph.data(query(ids)))
  expect(one).toHaveLength(3)
  expect(many).toHaveLength(3)
})
