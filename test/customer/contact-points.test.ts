import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { aPerson, eventsOf, fresh } from './people.ts'

let graph: TestGraph
beforeAll(async () => void (graph = await startGraph()))
afterAll(() => graph.stop())

const addContactPoint = `mutation ($input: AddContactPointInput!) {
  addContactPoint(input: $input) {
    __typename
    ... on AddContactPointSuccess { contactPoint { id kind value label source validFrom validUntil updatedBy address { city } } }
    ... on ContactPointAlreadyThere { message contactPoint { value } }
    ... on CustomerUnknown { customerId }
  }
}`

const removeContactPoint = `mutation ($input: RemoveContactPointInput!) {
  removeContactPoint(input: $input) {
    __typename
    ... on RemoveContactPointSuccess { contactPoint { value validUntil } customer { phone } }
    ... on ContactPointNotValid { message contactPointId validUntil }
  }
}`

async function add(customerId: string, contactPoint: object) {
  const input = { idempotencyKey: fresh(), customerId, source: 'dealer', contactPoint }
  return (await graph.data(addContactPoint, { input })).addContactPoint
}

async function remove(contactPointId: string) {
  const input = { idempotencyKey: fresh(), contactPointId, source: 'dealer' }
  return (await graph.data(removeContactPoint, { input })).removeContactPoint
}

test.each([
  [{ kind: 'PHONE', value: '(010) 6552-9988' }, '+861065529988'],
  [{ kind: 'PHONE', value: '0151 23456789', country: 'DE' }, '+4915123456789'],
  [{ kind: 'EMAIL', value: ' Anna@Example.COM ' }, 'anna@example.com'],
  [{ kind: 'WECHAT', value: 'WangXM_1985' }, 'wangxm_1985'],
  [
    { kind: 'MAIL', address: { city: '苏州市', region: '江苏省', street: '邮政信箱7', postalCode: '215000' } },
    '江苏省苏州市邮政信箱7 215000',
  ],
  [
    { kind: 'ADDRESS', address: { country: 'DE', city: 'Berlin', street: 'Allee 1', postalCode: '10115' } },
    'Allee 1, 10115 Berlin, DE',
  ],
])('%j is kept as %s', async (contactPoint, value) => {
  const customerId = await aPerson(graph)
  expect(await add(customerId, contactPoint)).toMatchObject({
    __typename: 'AddContactPointSuccess',
    contactPoint: { kind: contactPoint.kind, value, source: 'dealer', validUntil: null, updatedBy: 'tester' },
  })
})

test.each([
  [{ kind: 'PHONE', value: '0123' }, /no phone number of CN/],
  [{ kind: 'PHONE', value: '138 0013 8000', country: 'AQ' }, /no phone number of AQ/],
  [{ kind: 'EMAIL', value: 'anna@' }, /no e-mail address/],
  [{ kind: 'WECHAT', value: '小明' }, /no WeChat id/],
  [{ kind: 'PHONE', address: { city: 'X' } }, /has a value and no address/],
  [{ kind: 'ADDRESS', value: 'X' }, /has an address and no value/],
  [{ kind: 'ADDRESS', address: { country: 'CN' } }, /address is empty/],
])('%j is wrong input and adds nothing', async (contactPoint, message) => {
  const customerId = await aPerson(graph)
  const input = { idempotencyKey: fresh(), customerId, source: 'dealer', contactPoint }
  const { errors } = await graph.ask(addContactPoint, { input })
  expect(errors?.map(each => each.extensions.code)).toEqual(['BAD_USER_INPUT'])
  expect(errors?.[0]?.message).toMatch(message)
  expect(await graph.sql(`select from customer.contact_point where customer_id = $1`, [customerId])).toEqual([])
})

test('a contact point is added once, however it is written and however many add it at a time', async () => {
  const customerId = await aPerson(graph)
  const writings = ['13911112222', '139 1111 2222', '+86 139 1111 2222', '0086 139-1111-2222']
  const answers = await Promise.all(writings.map(value => add(customerId, { kind: 'PHONE', value })))
  expect(answers.map((each): string => each.__typename).toSorted()).toEqual([
    'AddContactPointSuccess',
    'ContactPointAlreadyThere',
    'ContactPointAlreadyThere',
    'ContactPointAlreadyThere',
  ])
  expect(await add('nobody', { kind: 'PHONE', value: '13911112222' })).toEqual({
    __typename: 'CustomerUnknown',
    customerId: 'nobody',
  })
})

test('a removed contact point ends, stays in the history and no longer finds its customer', async () => {
  const customerId = await aPerson(graph)
  const { contactPoint } = await add(customerId, { kind: 'PHONE', value: '13733334444' })
  const byPhone = `{ customersByPhone(phone: "137 3333 4444") { id } }`
  expect(await graph.data(byPhone)).toEqual({ customersByPhone: [{ id: customerId }] })

  expect(await remove(contactPoint.id)).toEqual({
    __typename: 'RemoveContactPointSuccess',
    contactPoint: { value: '+8613733334444', validUntil: expect.any(String) },
    customer: { phone: null },
  })
  expect(await remove(contactPoint.id)).toMatchObject({
    __typename: 'ContactPointNotValid',
    validUntil: expect.any(String),
  })
  expect(await remove('contact-x')).toEqual({
    __typename: 'ContactPointNotValid',
    message: 'There is no contact point contact-x.',
    contactPointId: 'contact-x',
    validUntil: null,
  })
  expect(await graph.data(byPhone)).toEqual({ customersByPhone: [] })
  const { customer } = await graph.data(
    `query ($id: ID!) { customer(id: $id) {
      valid: contactPoints { id } all: contactPoints(kinds: [PHONE], past: true) { value }
      history(first: 2) { nodes { field oldValue newValue } }
    } }`,
    { id: customerId },
  )
  expect(customer).toEqual({
    valid: [],
    all: [{ value: '+8613733334444' }],
    history: {
      nodes: [
        { field: 'PHONE', oldValue: '+8613733334444', newValue: null },
        { field: 'PHONE', oldValue: null, newValue: '+8613733334444' },
      ],
    },
  })
  expect(await eventsOf(graph, 'customer.CustomerChanged', customerId)).toMatchObject([
    { fields: [] },
    { fields: ['phone'] },
    { fields: ['phone'] },
  ])
})

test('everybody of a household is found by its phone, in any notation', async () => {
  const contactPoints = [{ kind: 'PHONE', value: '021 5888 7777' }]
  const first = await aPerson(graph, { contactPoints })
  const second = await aPerson(graph, { givenName: '丽', contactPoints })
  const { customersByPhone } = await graph.data(`{ customersByPhone(phone: "+86 (21) 58887777") { id } }`)
  expect(customersByPhone).toEqual([{ id: first }, { id: second }])
  const { errors } = await graph.ask(`{ customersByPhone(phone: "not a phone") { id } }`)
  expect(errors?.map(each => each.extensions.code)).toEqual(['BAD_USER_INPUT'])
})
