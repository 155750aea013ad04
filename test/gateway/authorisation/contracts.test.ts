import { getIntrospectionQuery } from 'graphql'
import { afterAll, expect, test } from 'vitest'
import type { Role } from '#platform/auth.ts'
import { contractOf } from '../../../gateway/authorisation/contract.ts'
import { rightsOfRole } from '../../../gateway/authorisation/rights-of.ts'
import { createEngine } from '../../../gateway/engine.ts'
import { aPrincipal } from '../../kit/principal.ts'
import { startSmallGraph } from '../small-graph.ts'
import { engineOver, smallAnswer, smallGraph } from '../federation/small-graph.ts'

const car = { __typename: 'Car', vin: 'c', km: 3 }
const graph = smallGraph({
  garage: {
    sdl: `
      type Query {
        car: Car @tag(name: "public")
        any: [Any] @tag(name: "dealer") @tag(name: "factory")
        sold: Sale @tag(name: "dealer")
        plan: Plan @tag(name: "factory")
        open: Sale @tag(name: "team-7")
      }
      type Mutation { sell: Sale @tag(name: "dealer") }
      type Car @key(fields: "vin") { vin: ID!  km: Int  price: Int @tag(name: "dealer")  plan: Plan }
      type Plan @tag(name: "factory") { line: Line }
      type Line { n: Int }
      type Sale { day: String }
      union Any = Car | Plan`,
    resolvers: {
      Query: {
        car: () => car,
        any: () => [car, { __typename: 'Plan', line: { n: 1 } }],
        sold: () => ({ day: 'Monday' }),
        open: () => ({ day: 'Friday' }),
      },
      Car: { price: () => 9 },
    },
  },
})

const { engine, ask } = engineOver(graph)
const as = (role: Role) => ({
  operationName: null,
  variables: {},
  contract: contractOf(role),
  rights: rightsOfRole(role),
})
const answer = async (text: string, role: Role) => smallAnswer(await engine.answer({ ...as(role), text }, ask))
const refusal = async (text: string, role: Role): Promise<string> =>
  engine.answer({ ...as(role), text }, ask).then(
    () => 'answered',
    error => error.message,
  )

async function shownTo(role: Role): Promise<string[]> {
  const { data } = await engine.answer({ ...as(role), text: getIntrospectionQuery() }, ask)
  const schema: any = data?.['__schema']
  return schema.types
    .filter(({ name, kind }: any) => kind !== 'SCALAR' && kind !== 'ENUM' && !name.startsWith('__'))
    .flatMap(({ name, fields, possibleTypes }: any) =>
      (fields ?? possibleTypes).map((each: any) => `${name}.${each.name}`),
    )
    .toSorted()
}

test('what is tagged is in the contracts that it names, the rest in all that come to it', async () => {
  expect(await shownTo('anonymous')).toEqual(['Car.km', 'Car.vin', 'Query.car', 'Query.open', 'Sale.day'])
  expect(await shownTo('factory')).toEqual(
    ['Any.Car', 'Any.Plan', 'Car.km', 'Car.plan', 'Car.vin', 'Line.n', 'Plan.line', 'Query.any', 'Query.car', 'Query.open', 'Query.plan', 'Sale.day'], // prettier-ignore
  )
  expect(await shownTo('dealer-sales')).toEqual(
    ['Any.Car', 'Car.km', 'Car.price', 'Car.vin', 'Mutation.sell', 'Query.any', 'Query.car', 'Query.open', 'Query.sold', 'Sale.day'], // prettier-ignore
  )
})

test('the maker’s own people and developers are shown the whole', async () => {
  const all = await shownTo('developer')
  expect(all).toHaveLength(15)
  expect(await shownTo('call-centre')).toEqual(all)
})

test('an operation is answered to those whose contract has all of it, and planned once for them', async () => {
  const text = '{ car { vin price } }'
  const expected = { data: { car: { vin: 'c', price: 9 } }, errors: [] }
  const before = (await engine.inUse()).length
  expect(await answer(text, 'dealer-sales')).toEqual(expected)
  expect(await answer(text, 'developer')).toEqual(expected)
  expect(await refusal(text, 'factory')).toBe('Cannot query field "price" on type "Car".')
  expect(await answer(text, 'compliance')).toEqual(expected)
  expect((await engine.inUse()).length).toBe(before + 1)
})

test('a type of an abstract one that is not there is never fetched', async () => {
  const { data } = await answer('{ any { ... on Car { vin } } }', 'dealer-sales')
  expect(data).toEqual({ any: [{ vin: 'c' }, {}] })
  expect(await refusal('{ any { ... on Plan { line { n } } } }', 'dealer-sales')).toBe('Unknown type "Plan".')
})

test('where it has no changes at all, a change is refused as one that is not there', async () => {
  const message = 'The mutation operation is not supported by the schema.'
  expect(await refusal('mutation { sell { day } }', 'anonymous')).toBe(message)
  expect(await refusal('mutation { qqqq { day } }', 'anonymous')).toBe(message)
})

test('no plan is told of what is not there', async () => {
  const text = '{ sold { day } }'
  expect(await engine.explain({ ...as('dealer-sales'), text })).toContain('sold')
  await expect(engine.explain({ ...as('factory'), text })).rejects.toThrow('Cannot query field "sold" on type "Query".')
})

test('a supergraph that imports the directive under another name is read alike', async () => {
  const renamed = graph.supergraph
    .replace('/tag/v0.3"', '/tag/v0.3", import: [{ name: "@tag", as: "@for" }]')
    .replaceAll('@tag(', '@for(')
  const asked = createEngine(renamed).answer({ ...as('factory'), text: '{ sold { day } }' }, ask)
  await expect(asked).rejects.toThrow('Cannot query field "sold" on type "Query".')
})

const live = await startSmallGraph(
  { shop: { typeDefs: 'type Query { a: Int @tag(name: "dealer")  b: Int }' } },
  {
    identify: async () => ({ principal: aPrincipal({ role: 'factory' }) }),
  },
)
afterAll(async () => live.stop())

test('another supergraph brings other contracts', async () => {
  const codes = async (): Promise<number> =>
    (
      await fetch(live.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"query":"{ a }"}',
      })
    ).status
  expect(await codes()).toBe(400)
  await live.exchange({ shop: { typeDefs: 'type Query { a: Int @tag(name: "factory")  b: Int }' } })
  expect(await codes()).toBe(200)
  await live.exchange({ shop: { typeDefs: 'type Query { a: Int @tag(name: "dealer")  b: Int }' } })
  expect(await codes()).toBe(400)
})
