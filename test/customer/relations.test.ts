import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { anOrganisation, aPerson, eventsOf, fresh } from './people.ts'

let graph: TestGraph
beforeAll(async () => void (graph = await startGraph()))
afterAll(() => graph.stop())

const relateCustomers = `mutation ($input: RelateCustomersInput!) {
  relateCustomers(input: $input) {
    __typename
    ... on RelateCustomersSuccess { relation { id kind customer { id } source validUntil } }
    ... on RelationNotPossible { message customerKind relatedKind }
    ... on RelationAlreadyThere { relation { kind customer { id } } }
    ... on CustomerUnknown { customerId }
  }
}`

const endRelation = `mutation ($input: EndRelationInput!) {
  endRelation(input: $input) {
    __typename
    ... on EndRelationSuccess { relationId customer { id } relatedCustomer { id } }
    ... on RelationNotValid { message validFrom validUntil }
  }
}`

async function relate(customerId: string, kind: string, relatedCustomerId: string) {
  const input = { idempotencyKey: fresh(), customerId, kind, relatedCustomerId, source: 'dealer' }
  return (await graph.data(relateCustomers, { input })).relateCustomers
}

async function end(relationId: string, validUntil?: string) {
  return (await graph.data(endRelation, { input: { idempotencyKey: fresh(), relationId, validUntil } })).endRelation
}

async function relationsOf(id: string, past = false) {
  const { customer } = await graph.data(
    `query ($id: ID!, $past: Boolean!) { customer(id: $id) { relations(past: $past) { kind customer { id } } } }`,
    { id, past },
  )
  return customer.relations
}

test.each([
  ['CHILD', 'PARENT'],
  ['PARENT', 'CHILD'],
  ['SPOUSE', 'SPOUSE'],
  ['HOUSEHOLD_MEMBER', 'HOUSEHOLD_MEMBER'],
])('a person who sees the other as %s is seen as %s', async (kind, inverse) => {
  const [first, second] = [await aPerson(graph), await aPerson(graph, { givenName: '丽' })]
  expect(await relate(first, kind, second)).toMatchObject({ relation: { kind, customer: { id: second } } })
  expect(await relationsOf(first)).toEqual([{ kind, customer: { id: second } }])
  expect(await relationsOf(second)).toEqual([{ kind: inverse, customer: { id: first } }])
})

test('employee and contact person relate a person and an organisation, subsidiary two organisations', async () => {
  const [person, company] = [await aPerson(graph), await anOrganisation(graph)]
  const parent = await anOrganisation(graph, '上海汽车集团')
  await relate(person, 'EMPLOYER', company)
  await relate(company, 'CONTACT_PERSON', person)
  await relate(parent, 'SUBSIDIARY', company)
  expect(await relationsOf(company)).toEqual([
    { kind: 'PARENT_ORGANISATION', customer: { id: parent } },
    { kind: 'CONTACT_PERSON', customer: { id: person } },
    { kind: 'EMPLOYEE', customer: { id: person } },
  ])
  expect(await relate(person, 'SPOUSE', company)).toEqual({
    __typename: 'RelationNotPossible',
    message: 'This relation is between PERSON and PERSON.',
    customerKind: 'PERSON',
    relatedKind: 'PERSON',
  })
  expect(await relate(person, 'EMPLOYEE', company)).toMatchObject({
    __typename: 'RelationNotPossible',
    customerKind: 'ORGANISATION',
    relatedKind: 'PERSON',
  })
})

test('a relation is kept once, whichever end tells it and however many at a time', async () => {
  const [first, second] = [await aPerson(graph), await aPerson(graph)]
  const answers = await Promise.all([
    relate(first, 'CHILD', second),
    relate(second, 'PARENT', first),
    relate(first, 'CHILD', second),
  ])
  expect(answers.filter(each => each.__typename === 'RelateCustomersSuccess')).toHaveLength(1)
  expect(await relate(second, 'PARENT', first)).toEqual({
    __typename: 'RelationAlreadyThere',
    relation: { kind: 'PARENT', customer: { id: first } },
  })
  expect(await relationsOf(first)).toEqual([{ kind: 'CHILD', customer: { id: second } }])
})

test('an ended relation is past for both, and both are told of', async () => {
  const [first, second] = [await aPerson(graph), await aPerson(graph)]
  const { relation } = await relate(first, 'CHILD', second)
  expect(await end(relation.id, '2020-01-01T00:00:00Z')).toMatchObject({
    __typename: 'RelationNotValid',
    validFrom: expect.any(String),
    validUntil: null,
  })
  const ended = await end(relation.id)
  expect(ended).toEqual({
    __typename: 'EndRelationSuccess',
    relationId: relation.id,
    customer: { id: second },
    relatedCustomer: { id: first },
  })
  expect(await end(relation.id)).toMatchObject({ __typename: 'RelationNotValid', validUntil: expect.any(String) })
  expect(await end('relation-x')).toEqual({
    __typename: 'RelationNotValid',
    message: 'There is no relation relation-x.',
    validFrom: null,
    validUntil: null,
  })
  expect([await relationsOf(first), await relationsOf(second)]).toEqual([[], []])
  expect(await relationsOf(second, true)).toEqual([{ kind: 'PARENT', customer: { id: first } }])
  for (const id of [first, second])
    expect(await eventsOf(graph, 'customer.CustomerChanged', id)).toMatchObject([
      { fields: [] },
      { fields: ['relations'] },
      { fields: ['relations'] },
    ])
})

test('nobody is related to himself or to somebody unknown', async () => {
  const id = await aPerson(graph)
  expect(await relate(id, 'SPOUSE', 'nobody')).toEqual({ __typename: 'CustomerUnknown', customerId: 'nobody' })
  const input = { idempotencyKey: fresh(), customerId: id, relatedCustomerId: id, kind: 'SPOUSE', source: 'x' }
  const { errors } = await graph.ask(relateCustomers, { input })
  expect(errors?.map(each => each.extensions.code)).toEqual(['BAD_USER_INPUT'])
})
