import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { aPerson, eventsOf, fresh } from './people.ts'

let graph: TestGraph
beforeAll(async () => void (graph = await startGraph()))
afterAll(() => graph.stop())

const changeCustomer = `mutation ($input: ChangeCustomerInput!) {
  changeCustomer(input: $input) {
    __typename
    ... on ChangeCustomerSuccess {
      customer { displayName }
      changes { field oldValue newValue source changedBy validFrom }
    }
    ... on CustomerUnknown { message customerId }
    ... on CustomerFactsRefused { message fields }
  }
}`

test('only facts that differ are changed, each entered in the history with old, new, who and source', async () => {
  const customerId = await aPerson(graph, { birthDate: '1985-03-12' })
  const input = {
    idempotencyKey: fresh(),
    customerId,
    familyName: '汪',
    givenName: '小明',
    birthDate: null,
    source: 'dealer',
    validFrom: '2026-01-01T00:00:00.000Z',
  }
  const by = { name: 'agent-7' }
  const first = await graph.data(changeCustomer, { input }, by)
  const told = { source: 'dealer', changedBy: 'agent-7', validFrom: '2026-01-01T00:00:00.000Z' }
  expect(first.changeCustomer).toEqual({
    __typename: 'ChangeCustomerSuccess',
    customer: { displayName: '汪小明' },
    changes: [
      { field: 'FAMILY_NAME', oldValue: '王', newValue: '汪', ...told },
      { field: 'BIRTH_DATE', oldValue: '1985-03-12', newValue: null, ...told },
    ],
  })
  expect(await graph.data(changeCustomer, { input }, by)).toEqual(first)
  const again = await graph.data(changeCustomer, { input: { ...input, idempotencyKey: fresh() } })
  expect(again.changeCustomer.changes).toEqual([])

  const { customer } = await graph.data(
    `query ($id: ID!) { customer(id: $id) {
      facts { field value source updatedBy }
      history(first: 2) { nodes { field oldValue newValue } pageInfo { hasNextPage } }
    } }`,
    { id: customerId },
  )
  expect(customer).toEqual({
    facts: [
      { field: 'FAMILY_NAME', value: '汪', source: 'dealer', updatedBy: 'agent-7' },
      { field: 'GIVEN_NAME', value: '小明', source: 'call-centre', updatedBy: 'tester' },
      { field: 'LOCALE', value: 'zh-CN', source: 'call-centre', updatedBy: 'tester' },
      { field: 'SINCE', value: expect.any(String), source: 'call-centre', updatedBy: 'tester' },
      { field: 'TIME_ZONE', value: 'Asia/Shanghai', source: 'call-centre', updatedBy: 'tester' },
    ],
    history: {
      nodes: [
        { field: 'BIRTH_DATE', oldValue: '1985-03-12', newValue: null },
        { field: 'FAMILY_NAME', oldValue: '王', newValue: '汪' },
      ],
      pageInfo: { hasNextPage: true },
    },
  })
  expect(await eventsOf(graph, 'customer.CustomerChanged', customerId)).toMatchObject([
    { fields: [], birthYear: 1985 },
    { fields: ['familyName', 'birthDate'], birthYear: null },
  ])
})

test('facts that do not fit the kind, and of nobody, are refused and change nothing', async () => {
  const customerId = await aPerson(graph)
  const change = async (facts: object) =>
    (await graph.data(changeCustomer, { input: { idempotencyKey: fresh(), customerId, source: 'web', ...facts } }))
      .changeCustomer
  expect(await change({ organisationName: 'X', familyName: '汪' })).toEqual({
    __typename: 'CustomerFactsRefused',
    message: 'A person has no organisationName.',
    fields: ['ORGANISATION_NAME'],
  })
  expect(await change({ familyName: null, givenName: null })).toEqual({
    __typename: 'CustomerFactsRefused',
    message: 'A person needs a family or a given name.',
    fields: ['FAMILY_NAME', 'GIVEN_NAME'],
  })
  expect(await change({ customerId: 'nobody' })).toEqual({
    __typename: 'CustomerUnknown',
    message: 'There is no customer nobody.',
    customerId: 'nobody',
  })
  const { customer } = await graph.data(`query ($id: ID!) { customer(id: $id) { displayName } }`, { id: customerId })
  expect(customer).toEqual({ displayName: '王小明' })
})

test('a person corrects what is known of himself, and of nobody else', async () => {
  const [customerId, other] = [await aPerson(graph), await aPerson(graph)]
  const correct = async (id: string) => {
    const input = { idempotencyKey: fresh(), customerId: id, familyName: '汪', source: 'portal' }
    return (await graph.data(changeCustomer, { input }, { role: 'customer', customerId, name: customerId }))
      .changeCustomer
  }
  expect(await correct(customerId)).toMatchObject({
    __typename: 'ChangeCustomerSuccess',
    changes: [{ oldValue: '王', newValue: '汪', changedBy: customerId }],
  })
  expect(await correct(other)).toMatchObject({ __typename: 'CustomerUnknown', customerId: other })
})

test('changes at the same time each enter the history with what they found', async () => {
  const customerId = await aPerson(graph, { givenName: '零' })
  const names = ['一', '二', '三', '四', '五']
  await Promise.all(
    names.map(givenName =>
      graph.data(changeCustomer, { input: { idempotencyKey: fresh(), customerId, givenName, source: 'web' } }),
    ),
  )
  const changes = await graph.sql(
    `select old_value as old, new_value as new from customer.fact_change
     where customer_id = $1 and field = 'GIVEN_NAME' and old_value is not null`,
    [customerId],
  )
  const next = new Map(changes.map(change => [change.old, change.new]))
  const path = ['零']
  while (next.has(path.at(-1))) path.push(next.get(path.at(-1)))
  expect(path.toSorted()).toEqual(['零', ...names].toSorted())
})

const listAfter = (field: string): string =>
  `query ($id: ID!, $after: String) { customer(id: $id) { ${field}(after: $after) { pageInfo { endCursor } }${' }'.repeat(field.split('{').length)} }`

test('a history is read on from its own cursor, a cursor of another list is wrong input', async () => {
  const id = await aPerson(graph)
  const query = `query ($id: ID!, $after: String) { customer(id: $id) { history(first: 3, after: $after) {
    nodes { field } pageInfo { hasNextPage endCursor }
  } } }`
  const first = (await graph.data(query, { id })).customer.history
  const next = (await graph.data(query, { id, after: first.pageInfo.endCursor })).customer.history
  expect([...first.nodes, ...next.nodes]).toEqual([
    { field: 'SINCE' },
    { field: 'TIME_ZONE' },
    { field: 'LOCALE' },
    { field: 'GIVEN_NAME' },
    { field: 'FAMILY_NAME' },
  ])
  const { customers } = await graph.data(`{ customers(first: 1) { pageInfo { endCursor } } }`)
  const others = [query, ...['statusChanges', 'lifecycle { moves'].map(listAfter)]
  for (const other of others) {
    const { errors } = await graph.ask(other, { id, after: customers.pageInfo.endCursor })
    expect(errors?.map(each => each.extensions.code)).toEqual(['CURSOR_INVALID'])
  }
})
