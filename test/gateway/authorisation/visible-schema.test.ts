import { getIntrospectionQuery } from 'graphql'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { engineOver, smallGraph } from '../federation/small-graph.ts'

const graph = smallGraph({
  shop: {
    sdl: `
      type Query {
        item: Item
        boss(filter: BossFilter): Boss @requiresScopes(scopes: [["boss"]])
        any: Any
        found: Found
      }
      type Mutation @authenticated { change(by: Change): Item }
      type Item { id: ID!  price: Money @authenticated  note: Note @requiresScopes(scopes: [["boss"]]) }
      type Money { amount: Int  unit: Unit }
      enum Unit { CENT }
      type Note { text: String @authenticated }
      type Boss implements Named @requiresScopes(scopes: [["boss"]]) { id: ID  name: String }
      type Clerk implements Named { name: String }
      interface Named { name: String }
      type Hollow { secret: Int @requiresScopes(scopes: [["boss"]]) }
      type Found { hollow: Hollow  clerk: Clerk }
      union Any = Item | Clerk
      input BossFilter { text: String }
      input Change { id: ID }`,
  },
})

const schemaShape = z.object({
  types: z.array(z.object({ name: z.string(), fields: z.array(z.object({ name: z.string() })).nullable() })),
})

const { engine, ask } = engineOver(graph)

/** The fields and types that a caller is shown. */
async function shownTo(...rights: string[]): Promise<readonly string[]> {
  const request = { text: getIntrospectionQuery({ descriptions: false }), operationName: null, variables: {} }
  const { data, errors } = await engine.answer({ ...request, rights: new Set(rights) }, ask)
  expect(errors).toBeUndefined()
  const { types } = schemaShape.parse(data?.['__schema'])
  return types
    .filter(({ name }) => !/^__|^(String|Boolean|ID|Int)$/.test(name))
    .flatMap(({ name, fields }) => (fields === null ? [name] : fields.map(field => `${name}.${field.name}`)))
    .toSorted()
}

const forAll = ['Any', 'Clerk.name', 'Found.clerk', 'Item.id', 'Query.any', 'Query.found', 'Query.item']

test('somebody unknown is shown what is open, and no type that nothing leads him to', async () => {
  expect(await shownTo()).toEqual(forAll)
})

test('who has more rights is shown more', async () => {
  expect(await shownTo('authenticated')).toEqual(
    [...forAll, 'Change', 'Item.price', 'Money.amount', 'Money.unit', 'Mutation.change', 'Unit'].toSorted(),
  )
})

test('who may do all is shown all', async () => {
  const all = await shownTo('authenticated', 'scope:boss')
  expect(all).toContain('Query.boss')
  expect(all).toContain('BossFilter')
  expect(all).toContain('Named.name')
})

test('one type by its name is as hidden as in the whole', async () => {
  const text = '{ __type(name: "Boss") { name } }'
  const of = async (...rights: string[]) =>
    (await engine.answer({ text, operationName: null, variables: {}, rights: new Set(rights) }, ask)).data
  expect(await of()).toEqual({ __type: null })
  expect(await of('scope:boss')).toEqual({ __type: { name: 'Boss' } })
})

test('beside what is asked of the schema a field with an input that is hidden is denied like any other', async () => {
  const text = 'query ($f: BossFilter) { __type(name: "Item") { name } boss(filter: $f) { id } }'
  const { data, errors } = await engine.answer({ text, operationName: null, variables: { f: { text: 'a' } } }, ask)
  expect(data).toEqual({ __type: { name: 'Item' }, boss: null })
  expect(errors).toHaveLength(1)
})

test('the plan that a caller is told has no step for what he may not use', async () => {
  const request = { text: '{ item { id price { amount } } }', operationName: null, variables: {} }
  expect(await engine.explain({ ...request, rights: new Set() })).not.toContain('price')
  expect(await engine.explain(request)).toContain('price')
})
