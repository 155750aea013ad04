import { expect, test } from 'vitest'
import { engineOver, smallGraph } from '../federation/small-graph.ts'

const graph = smallGraph({
  shop: {
    sdl: `
      type Query {
        one: Item
        items(first: Int = 20, after: String): ItemConnection
        list: [Item]
        search(filter: Filter, limit: Int @cost(weight: 2)): [Item]
          @listSize(assumedSize: 30, slicingArguments: ["limit"], requireOneSlicingArgument: false)
        any: Any
        dear: Int @cost(weight: 7)
      }
      type Mutation { change: Item }
      type ItemConnection { nodes: [Item!] edges: [Edge!] pageInfo: Info }
      type Edge { node: Item }
      type Info { more: Boolean }
      type Item { id: ID  parts: [Item]  heavy: Heavy  text: Text }
      type Heavy @cost(weight: 50) { id: ID }
      type Light { id: ID  one: Item }
      union Any = Heavy | Light
      input Filter { most: Int  words: String @cost(weight: 4) }
      scalar Text @cost(weight: 3)
    `,
    resolvers: {
      Query: {
        one: () => item,
        items: () => ({ nodes: [item, item, item], pageInfo: {} }),
        list: () => [item, item],
      },
    },
  },
})
const item = { id: 'i', parts: [{ id: 'a' }, null, { id: 'b' }] }

test.each<[string, string, number, Readonly<Record<string, unknown>>?]>([
  ['an object costs one, its values nothing', '{ one { id } }', 1],
  ['an alias is a field more', '{ a: one { id } b: one { id } c: one { id } }', 3],
  ['a field asked for twice is one', '{ one { id } one { id } ...f } fragment f on Query { one { id } }', 1],
  ['a list of which nothing is said has ten', '{ list { id } }', 10],
  ['lists multiply', '{ list { parts { id } } }', 110],
  ['a page is as long as its default', '{ items { nodes { id } } }', 21],
  ['or as it is asked for', '{ items(first: 5) { nodes { id } pageInfo { more } } }', 7],
  ['or as a variable says', 'query ($n: Int) { items(first: $n) { edges { node { id } } } }', 201, { n: 100 }],
  ['a variable left out is the default', 'query ($n: Int) { items(first: $n) { nodes { id } } }', 21],
  ['a list is as long as assumed', '{ search { id } }', 30],
  ['or as an argument says that bounds it, whose own weight counts', '{ search(limit: 4) { id } }', 6],
  ['fields of inputs weigh', 'query ($f: Filter) { search(filter: $f) { id } }', 34, { f: { most: 2, words: 'a' } }],
  ['a type weighs what it says', '{ one { heavy { id } } }', 51],
  ['so does a scalar', '{ one { text } }', 4],
  ['and a field', '{ dear }', 7],
  ['of a union the dearest type counts', '{ any { ... on Heavy { id } ... on Light { one { id } } } }', 2],
  ['a change costs ten', 'mutation { change { id } }', 10],
  ['what is excluded costs nothing', 'query ($on: Boolean!) { dear @include(if: $on) one { id } }', 1, { on: false }],
  ['and with its condition it does', 'query ($on: Boolean!) { dear @include(if: $on) one { id } }', 8, { on: true }],
  ['a negative page costs no less than nothing', '{ items(first: -5) { nodes { id } } }', 1],
])('%s', async (_, text, expected, variables = {}) => {
  const { engine, ask } = engineOver(graph, { costLimit: 0 })
  await expect(engine.answer({ text, operationName: null, variables }, ask)).rejects.toMatchObject({
    extensions: { code: 'COST_LIMIT', cost: expected, limit: 0 },
  })
})

test('over the limit nothing is planned or asked, at it all is', async () => {
  const dear = engineOver(graph, { costLimit: 109 })
  await expect(dear.answer({ text: '{ list { parts { id } } }' })).rejects.toThrow(
    'This costs up to 110; a request costs at most 109.',
  )
  expect(dear.asked).toEqual([])
  expect(await dear.engine.inUse()).toEqual([])
  expect((await engineOver(graph, { costLimit: 110 }).answer({ text: '{ list { parts { id } } }' })).errors).toEqual([])
})

test('a thousand aliases are counted as a thousand', async () => {
  const text = `{ ${Array.from({ length: 1000 }, (_, index) => `a${index}: one { id }`).join(' ')} }`
  const limits = { aliases: 1000, rootFields: 1000, tokens: 10_000 }
  const { engine, ask } = engineOver(graph, { costLimit: 999, limits })
  await expect(engine.answer({ text, operationName: null, variables: {} }, ask)).rejects.toMatchObject({
    extensions: { code: 'COST_LIMIT', cost: 1000, limit: 999 },
  })
})

test('the answer tells what it was estimated to cost and what it did, when that is wished', async () => {
  const { engine, ask } = engineOver(graph)
  const request = { text: '{ items { nodes { id parts { id } } } }', operationName: null, variables: {} }
  const { extensions } = await engine.answer({ ...request, tellsCost: true }, ask)
  expect(extensions).toEqual({ cost: { estimated: 221, actual: 10 } })
  expect(await engine.answer(request, ask)).not.toHaveProperty('extensions')
})

test('one operation costs by the variables of each request', async () => {
  const { engine, ask } = engineOver(graph, { costLimit: 50 })
  const first = async (n: number) =>
    engine.answer(
      { text: 'query ($n: Int) { items(first: $n) { nodes { id } } }', operationName: null, variables: { n } },
      ask,
    )
  await expect(first(49)).resolves.toHaveProperty('data')
  await expect(first(50)).rejects.toMatchObject({ extensions: { code: 'COST_LIMIT', cost: 51 } })
})
