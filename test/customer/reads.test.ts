import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { anOrganisation, aPerson } from './people.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  const address = (region: string) => [{ kind: 'ADDRESS', address: { region } }]
  await aPerson(graph, { familyName: '张', givenName: '伟', contactPoints: address('上海市') })
  await aPerson(graph, { familyName: '张', givenName: '小芳', contactPoints: address('江苏省') })
  await aPerson(graph, { familyName: 'Smith', givenName: 'John', locale: 'en-US' })
  await anOrganisation(graph, '张江出租汽车公司')
})
afterAll(() => graph.stop())

const search = async (filter: object): Promise<string[]> => {
  const { customers } = await graph.data(
    `query ($filter: CustomerFilter) { customers(filter: $filter) { nodes { displayName } } }`,
    { filter },
  )
  return customers.nodes.map((node: { displayName: string }) => node.displayName)
}

test.each([
  [{ text: '张' }, ['张江出租汽车公司', '张小芳', '张伟']],
  [{ text: '小芳' }, ['张小芳']],
  [{ text: 'n SMI' }, ['John Smith']],
  [{ text: '%' }, []],
  [{ text: '张', kind: 'PERSON' }, ['张小芳', '张伟']],
  [{ region: '上海市' }, ['张伟']],
  [{ text: '张', kind: 'PERSON', region: '江苏省' }, ['张小芳']],
])('a search by %j finds %j', async (filter, names) => {
  expect(await search(filter)).toEqual(names)
})

test('a blank search, a page of nothing and a wrong cursor are wrong input', async () => {
  const code = async (args: string) =>
    (await graph.ask(`{ customers(${args}) { nodes { id } } }`)).errors?.[0]?.extensions.code
  expect(await code('filter: { text: " " }')).toBe('BAD_USER_INPUT')
  expect(await code('first: 0')).toBe('BAD_USER_INPUT')
  expect(await code('after: "x"')).toBe('CURSOR_INVALID')
})

test('pages of all customers join without gap or repeat', async () => {
  const page = async (after: string | null) =>
    (
      await graph.data(
        `query ($after: String) { customers(first: 3, after: $after) {
          nodes { displayName } pageInfo { hasNextPage endCursor }
        } }`,
        { after },
      )
    ).customers
  const first = await page(null)
  const second = await page(first.pageInfo.endCursor)
  expect(first).toMatchObject({
    nodes: [{ displayName: '张江出租汽车公司' }, { displayName: 'John Smith' }, { displayName: '张小芳' }],
    pageInfo: { hasNextPage: true },
  })
  expect(second).toMatchObject({ nodes: [{ displayName: '张伟' }], pageInfo: { hasNextPage: false } })
})

test('everything of many customers costs as many statements as of one', async () => {
  const query = `query ($first: Int) { customers(first: $first) { nodes {
    displayName phone email address { city } contactPoints { value } facts { field } history { nodes { field } }
    relations { customer { displayName } } touchpoints { nodes { channel } } timeline { nodes { summary } }
    consents { purpose } consentLedger { nodes { given } } accountManager { employeeId } assignments { role }
  } } }`
  const one = await graph.statementsOf(() => graph.data(query, { first: 1 }))
  const many = await graph.statementsOf(() => graph.data(query, { first: 4 }))
  expect(many).toHaveLength(one.length)
  expect(one).toHaveLength(10)
})

test('a name, a phone and a region are found by their indexes', async () => {
  await graph.sql(`
    with customer as (
      insert into customer.customer (id, kind, family_name, given_name)
      select 'many-' || n, 'PERSON', chr(19968 + n % 2000), chr(20000 + n % 997) from generate_series(1, 20000) as n
      returning id)
    insert into customer.contact_point (id, customer_id, kind, value, country, region, source, valid_from, updated_by)
    select 'address-' || id, id, 'ADDRESS', id, 'CN', right(id, 2), 'x', now(), 'x' from customer`)
  await graph.sql(`analyze customer.customer, customer.contact_point`)
  const plan = async (query: string): Promise<string> =>
    JSON.stringify(await graph.sql(`explain (format json) select from ${query}`))
  for (const grams of ['{王}', '{一丁}'])
    expect(await plan(`customer.customer where customer.name_grams(display_name) @> '${grams}'`)).toContain(
      'customer_by_name',
    )
  const point = `customer.contact_point where valid_until is null and kind =`
  expect(await plan(`${point} 'PHONE' and value = '+8613800138000'`)).toContain('contact_point_by_value')
  expect(await plan(`${point} 'ADDRESS' and region = '42'`)).toContain('contact_point_by_region')
})
