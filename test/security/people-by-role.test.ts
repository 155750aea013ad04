import { buildSchema, Kind, parse, TypeInfo, visit, visitWithTypeInfo } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { roles, type Role } from '#platform/auth.ts'
import { contractOf } from '#platform/subgraph.ts'
import { registry } from '../../subgraphs/registry.ts'
import { callHeader } from '#platform/identity/call-signature.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { signCall } from '../kit/signed-source.ts'
import { aPrincipal, type As } from '../kit/principal.ts'
import { seedMarket } from '../sales/market.ts'
import { call, openCase } from '../service/workshop.ts'
import { canary, canaryId, canaryVin, everythingOfCanary, seedCanary } from './canary.ts'

// Whoever asks is given all rows and fields that there are, as a developer is; only what shows people to roles knows
// his role, by his name. So nothing but that is between him and the person.
const whose = { dealerId: 'd-sh-1', regionId: 'east', customerId: canaryId }
const believed = ({ name, reason }: { readonly name: string; readonly reason: string | null }) =>
  aPrincipal({ name, role: roles.find(role => role === name) ?? 'developer', reason, ...whose })
const as = (role: Role): As => ({ name: role })

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph({ believed })
  await seedMarket(graph)
  await seedCanary(graph)
})
afterAll(() => graph.stop())

const classes = Object.keys(canary) as (keyof typeof canary)[]
/** The classes of which something of the person stands in a text. */
const foundIn = (text: string): string[] => classes.filter(each => canary[each].some(word => text.includes(word)))
const ask = (role: Role, query = everythingOfCanary, variables: object = { id: canaryId }) =>
  graph.ask(query, { ...variables }, as(role))
const reason = 'Request 4711 金'

test.each<[Role, readonly string[]]>([
  ['developer', classes],
  ['compliance', []],
  ['customer', classes],
  ['key-account', classes],
  ['dealer-sales', classes],
  ['dealer-service', classes],
  ['call-centre', ['NAME', 'BIRTH', 'VEHICLE', 'TEXT']],
  ['regional-manager', ['VEHICLE']],
  ['marketing-analyst', []],
  ['integrator', []],
  ['factory', []],
  ['anonymous', []],
])('%s is shown of a person whole: %j', async (role, whole) => {
  const answer = await ask(role)
  expect(answer.errors).toBeUndefined()
  expect(answer.data.customer).not.toBeNull()
  expect(foundIn(JSON.stringify(answer))).toEqual(whole)
})

/** The fields with a class. */
const marked = registry.flatMap(({ subgraph }) =>
  parse(contractOf(subgraph.folder)).definitions.flatMap(definition =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION
      ? (definition.fields ?? [])
          .filter(({ directives }) => directives?.some(({ name }) => name.value === 'pii'))
          .map(field => `${definition.name.value}.${field.name.value}`)
      : [],
  ),
)
// Answers to a sale with a plate of another car and to whoever wants to contact somebody, news of the timeline, and
// what a person is given who asks for his data.
const elsewhere = new Set([
  'PlateTaken.plate',
  'ActivityNews.summary',
  'PastContact.subject',
  'HeldContact.subject',
  'PersonalDataExport.document',
])
const personal = marked.filter(field => !elsewhere.has(field)).toSorted()

test('the question has each field with a class that can be read', () => {
  const info = new TypeInfo(buildSchema(graph.supergraph, { assumeValidSDL: true }))
  const asked = new Set<string>()
  const note = { Field: () => void asked.add(`${info.getParentType()?.name}.${info.getFieldDef()?.name}`) }
  visit(parse(everythingOfCanary), visitWithTypeInfo(info, note))
  expect(personal.filter(field => !asked.has(field))).toEqual([])
  expect(marked.length).toBeGreaterThan(40)
})

const reached =
  '{ customer(id: "customer-kanari") { displayName phone email address { street } vehicles { nodes { vehicle { plate } } } } }'

test('compliance is shown a person whole with the reason that it gives', async () => {
  const { data, errors } = await graph.ask(everythingOfCanary, { id: canaryId }, { ...as('compliance'), reason })
  expect(errors).toBeUndefined()
  expect(foundIn(JSON.stringify(data))).toEqual(classes)
  const find = '{ customers(filter: { text: "金丝雀" }) { nodes { id } } }'
  expect((await ask('compliance', find)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  expect((await graph.ask(find, {}, { ...as('compliance'), reason })).data.customers.nodes).toEqual([{ id: canaryId }])
})

test('a regional manager is shown the beginning of a name and the ends of a number', async () => {
  const { data } = await ask('regional-manager', reached)
  expect(data.customer).toMatchObject({ displayName: '金**', phone: '139****5678', email: 'k***@example.com' })
  expect(data.customer.address).toEqual({ street: null })
})

test('a call-centre agent is shown how a person is reached while a case of his is open, and no longer', async () => {
  const masked = { phone: '139****5678', email: 'k***@example.com', address: { street: null } }
  const whole = { phone: '+8613912345678', email: 'kanari@example.com', address: { street: 'KanariStreet' } }
  expect((await ask('call-centre', reached)).data.customer).toMatchObject(masked)
  const caseId = await openCase(graph, { customerId: canaryId })
  expect((await ask('call-centre', reached)).data.customer).toMatchObject(whole)
  await call(graph, 'solveCase', { input: { caseId, resolution: 'KanariText' }, select: '' })
  expect((await ask('call-centre', reached)).data.customer).toMatchObject(masked)
})

test('an analyst is shown a pseudonym that stays, and an integrator another', async () => {
  const [first, second] = [await ask('marketing-analyst', reached), await ask('marketing-analyst', reached)]
  expect(first.data.customer).toMatchObject({ displayName: expect.stringMatching(/^~[\w-]{16}$/), phone: null })
  expect(second).toEqual(first)
  const plateOf = ({ data }: typeof first): string => data.customer.vehicles.nodes[0].vehicle.plate
  const other = plateOf(await ask('integrator', reached))
  expect([plateOf(first), other]).toEqual([expect.stringMatching(/^~/), expect.stringMatching(/^~/)])
  expect(other).not.toEqual(plateOf(first))
})

test('two people of one name have different pseudonyms', async () => {
  await graph.sql(
    `insert into customer.customer (id, kind, family_name, given_name) values ('twin', 'PERSON', '金丝雀', '小鸟')`,
  )
  const nameOf = async (id: string): Promise<string> =>
    (await ask('marketing-analyst', `query ($id: ID!) { customer(id: $id) { displayName } }`, { id })).data.customer
      .displayName
  expect(await nameOf('twin')).not.toEqual(await nameOf(canaryId))
})

test('a company keeps its name', async () => {
  await graph.sql(
    `insert into customer.customer (id, kind, organisation_name) values ('company', 'ORGANISATION', '上海出租汽车公司')`,
  )
  const { data } = await ask('regional-manager', '{ customer(id: "company") { displayName } }')
  expect(data.customer).toEqual({ displayName: '上海出租汽车公司' })
})

test.each<[Role, string, boolean]>([
  ['call-centre', 'customersByPhone(phone: "+8613912345678") { id }', true],
  ['regional-manager', 'customersByPhone(phone: "+8613912345678") { id }', false],
  ['marketing-analyst', 'customers(filter: { text: "金丝雀" }) { nodes { id } }', false],
  ['marketing-analyst', 'customers(filter: { kind: PERSON }) { nodes { id } }', true],
  ['regional-manager', 'customers(filter: { text: "金丝雀" }) { nodes { id } }', false],
  ['dealer-sales', 'customers(filter: { text: "金丝雀" }) { nodes { id } }', true],
  ['regional-manager', 'vehicleByPlate(plate: "沪KANARI") { vin }', true],
  ['integrator', 'vehicleByPlate(plate: "沪KANARI") { vin }', false],
])('%s asks %s: %s', async (role, field, allowed) => {
  const { errors } = await ask(role, `{ ${field} }`)
  expect(errors?.map(({ extensions }) => extensions.code) ?? []).toEqual(allowed ? [] : ['FORBIDDEN'])
  expect(foundIn(JSON.stringify(errors ?? []))).toEqual([])
})

test('what he looks for given as a variable is refused as well', async () => {
  const query = 'query ($filter: CustomerFilter) { customers(filter: $filter) { nodes { id } } }'
  const { errors } = await ask('integrator', query, { filter: { text: '金丝雀' } })
  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
})

test('a representation that says more than a key opens nothing', async () => {
  const caseId = await openCase(graph, {})
  await graph.sql(`update service.service_case set customer_id = 'somebody' where id = $1`, [caseId])
  const body = JSON.stringify({
    query: `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Customer { phone displayName } } }`,
    variables: {
      of: [{ __typename: 'Customer', id: canaryId, customerId: 'somebody', kind: 'ORGANISATION', phone: '1' }],
    },
  })
  const asked = { to: 'customer', method: 'POST', path: '/graphql', body }
  const answersTo = async (name: Role): Promise<unknown> => {
    const headers = { 'content-type': 'application/json', [callHeader]: signCall(asked, aPrincipal({ name })) }
    const answer = await fetch(`${graph.subgraphUrl('customer')}/graphql`, { method: 'POST', headers, body })
    return answer.json()
  }
  expect(await answersTo('call-centre')).toEqual({
    data: { _entities: [{ phone: '139****5678', displayName: '金丝雀小鸟' }] },
  })
  expect(await answersTo('regional-manager')).toEqual({
    data: { _entities: [{ phone: '139****5678', displayName: '金**' }] },
  })
})

test('whatever is shown of a person whole is recorded as his, but for the plate, which is the car’s', async () => {
  await ask('dealer-sales')
  const entries = await graph.sql<{ customer_id: string | null; subject: string | null; fields: string[] }>(
    `select customer_id, subject, fields from platform.access_entry where reader = 'dealer-sales'`,
  )
  const shown = entries.filter(({ fields }) => !fields.every(field => field.startsWith('Query.')))
  const others = shown.filter(entry => entry.customer_id !== canaryId).map(({ subject }) => subject)
  expect([...new Set(others)]).toEqual([`Vehicle ${canaryVin}`])
  const recorded = new Set(entries.flatMap(({ fields }) => fields))
  // Why somebody looked is for the person and for compliance alone.
  expect(personal.filter(field => !recorded.has(field))).toEqual(['AccessRecord.reason'])
})

test('whether cases of people are open is asked once for a list of them', async () => {
  const sent = await graph.statementsOf(() => ask('call-centre', '{ customers { nodes { phone email } } }'))
  expect(sent.filter(text => text.includes('open_case'))).toHaveLength(1)
})
