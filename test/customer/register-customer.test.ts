import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { anOrganisation, aPerson, eventsOf, fresh } from './people.ts'

let graph: TestGraph
beforeAll(async () => void (graph = await startGraph()))
afterAll(() => graph.stop())

const registerCustomer = `mutation ($input: RegisterCustomerInput!) {
  registerCustomer(input: $input) { ... on RegisterCustomerSuccess { customer {
    id kind displayName familyName givenName organisationName organisationType locale timeZone birthDate since
    phone email address { country region city district street postalCode }
  } } }
}`

const countCustomers = async (): Promise<number> =>
  (await graph.sql(`select count(*)::int as count from customer.customer`))[0].count

test('a person is registered with normalised contact points and a name in the order of the locale', async () => {
  const { customer } = (
    await graph.data(registerCustomer, {
      input: {
        idempotencyKey: fresh(),
        kind: 'PERSON',
        familyName: ' 王 ',
        givenName: '小明',
        birthDate: '1985-03-12',
        since: '2020-01-02',
        source: 'web',
        contactPoints: [
          { kind: 'PHONE', value: '138 0013 8000', label: 'mobile' },
          { kind: 'PHONE', value: '+86-138-0013-8000' },
          { kind: 'EMAIL', value: 'Wang.Xiaoming@Example.COM' },
          {
            kind: 'ADDRESS',
            address: { region: '上海市', city: '上海市', district: '浦东新区', street: '世纪大道1号' },
          },
        ],
      },
    })
  ).registerCustomer
  expect(customer).toEqual({
    id: expect.stringMatching(/^customer-/),
    kind: 'PERSON',
    displayName: '王小明',
    familyName: '王',
    givenName: '小明',
    organisationName: null,
    organisationType: null,
    locale: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    birthDate: '1985-03-12',
    since: '2020-01-02',
    phone: '+8613800138000',
    email: 'wang.xiaoming@example.com',
    address: {
      country: 'CN',
      region: '上海市',
      city: '上海市',
      district: '浦东新区',
      street: '世纪大道1号',
      postalCode: null,
    },
  })
  expect(await eventsOf(graph, 'customer.CustomerChanged', customer.id)).toEqual([
    {
      customerId: customer.id,
      kind: 'PERSON',
      fields: [],
      country: 'CN',
      region: '上海市',
      locale: 'zh-CN',
      birthYear: 1985,
    },
  ])
})

test('an English name is shown given name first, an organisation by its name', async () => {
  const anna = await aPerson(graph, {
    familyName: 'Schmidt',
    givenName: 'Anna',
    locale: 'de-DE',
    timeZone: 'Europe/Berlin',
  })
  const fleet = await anOrganisation(graph)
  const data = await graph.data(
    `query ($anna: ID!, $fleet: ID!) { anna: customer(id: $anna) { displayName timeZone } fleet: customer(id: $fleet) { kind displayName organisationType familyName } }`,
    { anna, fleet },
  )
  expect(data).toEqual({
    anna: { displayName: 'Anna Schmidt', timeZone: 'Europe/Berlin' },
    fleet: { kind: 'ORGANISATION', displayName: '上海出租汽车公司', organisationType: 'FLEET', familyName: null },
  })
})

test('an unknown customer is null, no error', async () => {
  expect(await graph.ask('{ customer(id: "x") { id displayName } }')).toEqual({ data: { customer: null } })
})

test('the same registration again makes no second customer, another one under its key is refused', async () => {
  const input = { idempotencyKey: fresh(), kind: 'PERSON', familyName: '李', source: 'web' }
  const first = await graph.data(registerCustomer, { input })
  const count = await countCustomers()
  expect(await graph.data(registerCustomer, { input })).toEqual(first)
  const other = await graph.ask(registerCustomer, { input: { ...input, familyName: '张' } })
  expect(other.errors?.[0]?.extensions.code).toBe('IDEMPOTENCY_KEY_REUSED')
  expect(await countCustomers()).toBe(count)
})

test.each([
  ['a person without a name', { kind: 'PERSON' }, 'A person needs a family or a given name.'],
  [
    'an organisation with a birthday',
    { kind: 'ORGANISATION', organisationName: 'X', birthDate: '2000-01-01' },
    'An organisation has no birthDate.',
  ],
  ['a blank name', { kind: 'PERSON', familyName: ' ' }, 'familyName is blank: it needs at least one character.'],
  [
    'a birthday to come',
    { kind: 'PERSON', familyName: '王', birthDate: '2999-01-01' },
    'birthDate is 2999-01-01: it can be from 1850-01-01 until today.',
  ],
  [
    'a wrong locale',
    { kind: 'PERSON', familyName: '王', locale: 'x' },
    '"x" is no locale: write language and region as in zh-CN or en-US.',
  ],
  [
    'a wrong time zone',
    { kind: 'PERSON', familyName: '王', timeZone: 'Mars/Base' },
    '"Mars/Base" is no time zone: write it as in Asia/Shanghai or Europe/Berlin.',
  ],
  [
    'a wrong phone',
    { kind: 'PERSON', familyName: '王', contactPoints: [{ kind: 'PHONE', value: '12' }] },
    'This is no phone number of CN: write it as there, or with + and the country code.',
  ],
])('%s is wrong input and registers nobody', async (_, facts, message) => {
  const count = await countCustomers()
  const { errors } = await graph.ask(registerCustomer, { input: { idempotencyKey: fresh(), source: 'web', ...facts } })
  expect(errors?.map(each => [each.extensions.code, each.message])).toEqual([['BAD_USER_INPUT', message]])
  expect(await countCustomers()).toBe(count)
})
