import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { anOrganisation, aPerson, fresh } from './people.ts'

let graph: TestGraph
beforeAll(async () => void (graph = await startGraph()))
afterAll(() => graph.stop())

const matchCustomer = `query ($input: MatchCustomerInput!, $minScore: Float) {
  matchCustomer(input: $input, minScore: $minScore) { customer { id } score reasons }
}`

/** The candidates for a prospect: score and reasons by customer. */
async function matches(input: object, minScore = 0.25): Promise<Record<string, [number, string[]]>> {
  const { matchCustomer: found } = await graph.data(matchCustomer, { input, minScore })
  return Object.fromEntries(
    found.map((each: { customer: { id: string }; score: number; reasons: string[] }) => [
      each.customer.id,
      [each.score, each.reasons],
    ]),
  )
}

const phone = (value: string) => ({ kind: 'PHONE', value })
const email = (value: string) => ({ kind: 'EMAIL', value })
const address = (parts: object) => ({ kind: 'ADDRESS', address: parts })

test('a prospect is matched by telephone, e-mail and WeChat in any writing, with the reasons', async () => {
  const id = await aPerson(graph, {
    contactPoints: [phone('138 0013 8000'), email('wang@example.com'), { kind: 'WECHAT', value: 'wangxm_1' }],
  })
  expect(await matches({ contactPoints: [phone('+86-13800138000')] })).toEqual({ [id]: [0.6, ['PHONE']] })
  expect(await matches({ contactPoints: [email('WANG@Example.com')] })).toEqual({ [id]: [0.7, ['EMAIL']] })
  expect(
    await matches({
      familyName: 'Wang',
      givenName: 'Xiaoming',
      contactPoints: [{ kind: 'WECHAT', value: 'WangXM_1' }, phone('13800138000')],
    }),
  ).toEqual({ [id]: [0.944, ['WECHAT', 'PHONE', 'NAME']] })
  expect(await matches({ contactPoints: [phone('13800138001')] })).toEqual({})
})

test.each([
  [
    { familyName: '王', givenName: '小明' },
    { familyName: 'Wang', givenName: 'Xiaoming' },
  ],
  [
    { familyName: '王', givenName: '小明' },
    { familyName: 'XIAO MING', givenName: 'WANG' },
  ],
  [{ familyName: '王', givenName: '小明' }, { familyName: 'Xiaoming Wang' }],
  [
    { familyName: '单', givenName: '雄信' },
    { familyName: 'Shan', givenName: 'Xiongxin' },
  ],
  [
    { familyName: '欧阳', givenName: '锋' },
    { familyName: 'Feng', givenName: 'Ou Yang' },
  ],
  [{ familyName: '欧阳', givenName: '娜娜' }, { familyName: '欧阳娜娜' }],
  [
    { familyName: '吕', givenName: '布' },
    { familyName: 'Lü', givenName: 'Bu' },
  ],
  [
    { familyName: 'Müller', givenName: 'Jörg' },
    { familyName: 'MULLER', givenName: 'JORG' },
  ],
  [
    { familyName: 'Ｗａｎｇ', givenName: 'Ｌｉ' },
    { familyName: '王', givenName: '丽' },
  ],
])('%j and %j are one name', async (known, asked) => {
  const value = `+8613${String(Math.trunc(Math.random() * 1e9)).padStart(9, '0')}`
  const id = await aPerson(graph, { ...known, contactPoints: [phone(value)] })
  expect((await matches({ ...asked, contactPoints: [phone(value)] }))[id]).toEqual([0.72, ['PHONE', 'NAME']])
})

test('a name alone finds nobody, with the day of birth or the address it does', async () => {
  const home = { city: '杭州市', district: '西湖区', street: '文三路 90 号' }
  const id = await aPerson(graph, {
    familyName: '赵',
    givenName: '敏',
    birthDate: '1990-05-05',
    contactPoints: [address({ region: '浙江省', ...home })],
  })
  const name = { familyName: 'Zhao', givenName: 'Min' }
  expect(await matches(name, 0)).toEqual({})
  expect(await matches({ ...name, birthDate: '1990-05-05' })).toEqual({ [id]: [0.79, ['NAME_AND_BIRTH_DATE', 'NAME']] })
  const written = address({ region: '浙江省', ...home, street: '文三路９０号' })
  expect(await matches({ ...name, contactPoints: [written] })).toEqual({
    [id]: [0.664, ['NAME_AND_ADDRESS', 'NAME', 'ADDRESS']],
  })
  expect(await matches({ familyName: 'Qian', contactPoints: [written] }, 0)).toEqual({})
})

test.each([
  ['上海远航物流有限公司', '上海远航物流股份有限公司'],
  ['Müller Logistik GmbH & Co. KG', 'MULLER LOGISTIK'],
  ['Oriental Parts Co., Ltd.', 'Oriental Parts Company Limited'],
  ['Café Renard S.A.', 'cafe renard SA'],
])('%s and %s are one company', async (known, asked) => {
  const id = await anOrganisation(graph, known)
  expect(await matches({ organisationName: asked })).toEqual({ [id]: [0.6, ['COMPANY']] })
})

test('a customer names the other records that may be his, and follows what changes', async () => {
  const duplicates = async (id: string) =>
    (
      await graph.data(
        `query ($id: ID!) { customer(id: $id) { duplicateCandidates { customer { id } score reasons } } }`,
        { id },
      )
    ).customer.duplicateCandidates
  const number = phone('139 1111 0001')
  const one = await aPerson(graph, { familyName: '孙', givenName: '丽', contactPoints: [number] })
  const other = await aPerson(graph, { familyName: 'Sun', givenName: 'Li', contactPoints: [email('sl@example.com')] })
  await graph.data(`mutation ($input: RegisterCustomerInput!) { registerCustomer(input: $input) { __typename } }`, {
    input: {
      idempotencyKey: fresh(),
      kind: 'ORGANISATION',
      organisationName: '孙记',
      source: 'web',
      contactPoints: [number],
    },
  })
  expect(await duplicates(one)).toEqual([])
  const change = (field: string, input: object, select = '') =>
    graph.data(
      `mutation ($input: ${field[0]?.toUpperCase()}${field.slice(1)}Input!) { ${field}(input: $input) { __typename ${select} } }`,
      { input: { idempotencyKey: fresh(), source: 'web', ...input } },
    )
  const { addContactPoint } = await change(
    'addContactPoint',
    { customerId: other, contactPoint: number },
    '... on AddContactPointSuccess { contactPoint { id } }',
  )
  const both = (id: string) => [{ customer: { id }, score: 0.72, reasons: ['PHONE', 'NAME'] }]
  expect(await duplicates(one)).toEqual(both(other))
  expect(await duplicates(other)).toEqual(both(one))
  await change('changeCustomer', { customerId: other, givenName: 'Lei' })
  expect(await duplicates(one)).toEqual([{ customer: { id: other }, score: 0.6, reasons: ['PHONE'] }])
  await change('removeContactPoint', { contactPointId: addContactPoint.contactPoint.id })
  expect(await duplicates(one)).toEqual([])
})

test('a dealer finds his own customers, and who is not shown a number finds nobody by it', async () => {
  const contactPoints = [phone('139 2222 0001')]
  await aPerson(graph, { contactPoints })
  const ask = (as: object) => graph.ask(matchCustomer, { input: { contactPoints } }, as)
  expect(await ask({ role: 'dealer-sales', dealerId: 'd-1' })).toEqual({ data: { matchCustomer: [] } })
  const { errors } = await ask({ role: 'regional-manager', regionId: 'east' })
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN'])
})

test('a question that says nothing, a wrong score and a wrong size are wrong input', async () => {
  const code = async (args: string) =>
    (await graph.ask(`{ matchCustomer(${args}) { score } }`)).errors?.[0]?.extensions.code
  expect(await code('input: {}')).toBe('BAD_USER_INPUT')
  expect(await code('input: { familyName: "..." }')).toBe('BAD_USER_INPUT')
  expect(await code('input: { familyName: "王" }, minScore: 2')).toBe('BAD_USER_INPUT')
  expect(await code('input: { familyName: "王" }, first: 0')).toBe('BAD_USER_INPUT')
})

test('a prospect who is known costs one statement, his record with it', async () => {
  const contactPoints = [phone('139 4444 0001')]
  await aPerson(graph, { contactPoints })
  const query = `query ($input: MatchCustomerInput!) { matchCustomer(input: $input) { score customer { displayName } } }`
  const asked = await graph.statementsOf(() => graph.data(query, { input: { contactPoints } }))
  expect(asked).toHaveLength(1)
})

test('the duplicates of many customers cost as many statements as of one', async () => {
  const query = `query ($first: Int) { customers(first: $first) { nodes { duplicateCandidates { score customer { displayName } } } } }`
  const number = phone('139 3333 0001')
  for (let nth = 0; nth < 3; nth += 1) await aPerson(graph, { contactPoints: [number] })
  const one = await graph.statementsOf(() => graph.data(query, { first: 1 }))
  const many = await graph.statementsOf(() => graph.data(query, { first: 6 }))
  expect(one).toHaveLength(2)
  expect(many).toHaveLength(2)
})

test('candidates are found by the index of keys', async () => {
  await graph.sql(`
    with customer as (
      insert into customer.customer (id, kind, family_name)
      select 'many-' || n, 'PERSON', chr(19968 + n % 2000) from generate_series(1, 20000) as n returning id)
    insert into customer.match_key (customer_id, kind, key)
    select id, kind, kind || id from customer, unnest('{PHONE,EMAIL,NAME}'::text[]) as kind`)
  await graph.sql(`analyze customer.match_key`)
  const plan = await graph.sql(
    `explain (format json) select customer_id from customer.match_key where kind = 'PHONE' and key = '+8613800138000'`,
  )
  expect(JSON.stringify(plan)).toContain('match_key_by_key')
})

test('the operations of the customers’ page run as they stand there', async () => {
  const page = await readFile(join(import.meta.dirname, '../../docs/customer.md'), 'utf8')
  const operations = [...page.matchAll(/```graphql\n(.+?)```/gs)].map(([, text = '']) => text)
  const answers: any[] = []
  for (const each of operations) answers.push(await graph.data(each))
  const [{ registerCustomer }, bySource, match, list] = answers
  const { customer } = registerCustomer
  expect(customer).toMatchObject({ sourceIds: [{ source: 'dms-shanghai', externalId: 'C-1001' }] })
  expect(bySource).toEqual({ customerBySource: { id: customer.id, displayName: '王小明' } })
  expect(match.matchCustomer).toContainEqual({
    customer: { id: customer.id, displayName: '王小明' },
    score: 0.72,
    reasons: ['PHONE', 'NAME'],
  })
  expect(list.customers.nodes).not.toHaveLength(0)
})
