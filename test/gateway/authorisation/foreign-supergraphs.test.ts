import { expect, test } from 'vitest'
import { compose } from '../../../gateway/supergraph/compose.ts'
import { parse } from 'graphql'
import { engineOver, smallGraph, type SmallGraph } from '../federation/small-graph.ts'

// Supergraphs that our composition wouldn't make: others do.

const graph = smallGraph({
  shop: {
    sdl: `
      type Query { item: Item }
      type Item @key(fields: "id") { id: ID!  cost: Int @authenticated  box: Box }
      type Box { size: Int @authenticated }
    `,
    resolvers: {
      Query: { item: () => item },
    },
  },
  price: {
    sdl: `
      type Item @key(fields: "id") {
        id: ID!
        cost: Int @external
        box: Box @external
        price: Int @requires(fields: "cost") @authenticated
        sum: Int @requires(fields: "price2") @authenticated
        price2: Int @external
        freight: Int @requires(fields: "box { size }") @authenticated
      }
      type Box @external { size: Int }
    `,
    resolvers: { Item: { price: () => 1, freight: () => 2, sum: () => 4 } },
  },
  more: {
    sdl: `type Item @key(fields: "id") { id: ID!  cost: Int @external  price2: Int @requires(fields: "cost") @authenticated }`,
    resolvers: { Item: { price2: () => 5 } },
  },
})
const item = { id: 'i', cost: 1, box: { size: 1 } }

/** The supergraph with the demands left out of some fields that are made from others. */
const careless = (whole: SmallGraph): SmallGraph => ({
  ...whole,
  supergraph: whole.supergraph.replaceAll(/^( +(?:price|sum|price2|freight|rebate)\b.*) @authenticated$/gm, '$1'),
})

test.each(['price', 'freight', 'price2', 'sum'])(
  'a field that requires a denied one is denied, however far away: %s',
  async field => {
    expect(careless(graph).supergraph).not.toMatch(new RegExp(`^ +${field}\\b.*@authenticated`, 'm'))
    const { answer, asked } = engineOver(careless(graph))
    const text = `{ item { id ${field} } }`
    expect(await answer({ text })).toEqual({ data: { item: { id: 'i', [field]: null } }, errors: [`item.${field}`] })
    expect(asked.join()).not.toMatch(/cost|size|price|freight|sum/)
    expect((await answer({ text, rights: ['authenticated'] })).errors).toEqual([])
  },
)

test('a field that takes a denied one from its context is denied', async () => {
  const cart = { id: 'c', level: 3, item: { id: 'i' } }
  const carts = smallGraph({
    shop: {
      sdl: `
        type Query { cart: Cart }
        type Cart @key(fields: "id") @context(name: "cart") { id: ID!  level: Int @authenticated  item: Item }
        type Item @key(fields: "id") {
          id: ID!
          rebate(level: Int @fromContext(field: "$cart { level }")): Int @authenticated
        }`,
      resolvers: {
        Query: { cart: () => cart },
        Item: { __resolveReference: () => cart.item, rebate: (_: unknown, { level }: { level: number }) => level },
      },
    },
    other: { sdl: 'type Query { other: Int }' },
  })
  const { answer, asked } = engineOver(careless(carts))
  const text = '{ cart { item { id rebate } } }'
  expect(await answer({ text })).toEqual({
    data: { cart: { item: { id: 'i', rebate: null } } },
    errors: ['cart.item.rebate'],
  })
  expect(asked.join()).not.toMatch(/level|rebate/)
  expect(await answer({ text, rights: ['authenticated'] })).toEqual({
    data: { cart: { item: { id: 'i', rebate: 3 } } },
    errors: [],
  })
})

test.each([
  ['an import under another name', 'import: ["@key", {name: "@authenticated", as: "@auth"}]', '@auth'],
  ['no import', 'import: ["@key"]', '@federation__authenticated'],
])('a demand holds whatever the subgraph calls it: %s', async (_, imported, directive) => {
  const renamed = ofSubgraph(
    `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", ${imported})
     type Query { open: Int  closed: Int ${directive} }`,
  )
  expect(await answersOf(renamed)).toEqual(closedToStrangers)
})

test('a demand holds whatever the supergraph calls its specification', async () => {
  const text = ofSubgraph(
    `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@authenticated"])
     type Query { open: Int  closed: Int @authenticated }`,
  )
  const renamed = text
    .replace('authenticated/v0.1", for', 'authenticated/v0.1", as: "login", for')
    .replaceAll('@authenticated', '@login')
  expect(renamed).toContain('closed: Int @login')
  expect(await answersOf(renamed)).toEqual(closedToStrangers)
})

test('what an interface demands holds for whoever asks through it', async () => {
  const named = smallGraph({
    a: {
      sdl: `
        type Query { named: Named  thing: Thing }
        interface Named { name: String  code: Int }
        type Thing implements Named { name: String  code: Int }`,
      resolvers: { Query: { named: () => thing, thing: () => thing } },
    },
  })
  const thing = { __typename: 'Thing', name: 'a', code: 1 }
  const marked: SmallGraph = {
    ...named,
    supergraph: named.supergraph
      .replace('schema\n', 'schema\n @link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY)\n')
      .replace(
        'directive @join__graph',
        'directive @authenticated on FIELD_DEFINITION | OBJECT | INTERFACE\n\ndirective @join__graph',
      )
      .replace(/(interface Named[^}]*code: Int)/, '$1 @authenticated'),
  }
  const { answer, asked } = engineOver(marked)
  expect(await answer({ text: '{ named { name code } }' })).toEqual({
    data: { named: { name: 'a', code: null } },
    errors: ['named.code'],
  })
  expect(asked.join()).not.toContain('code')
  expect((await answer({ text: '{ named { name code } }', rights: ['authenticated'] })).errors).toEqual([])
})

const ofSubgraph = (sdl: string): string =>
  compose([{ subgraph: { name: 'one', typeDefs: () => parse(sdl) }, url: 'http://one' }])

const closedToStrangers = {
  stranger: { data: { open: 1, closed: null }, errors: ['closed'] },
  isAskedForStrangers: false,
  known: { data: { open: 1, closed: 2 }, errors: [] },
}

async function answersOf(supergraph: string) {
  const asked: string[] = []
  const { answer } = engineOver({
    supergraph,
    schemas: new Map(),
    async answer(_, { query }) {
      asked.push(query)
      return { data: { open: 1, ...(query.includes('closed') ? { closed: 2 } : {}) } }
    },
  })
  const stranger = await answer({ text: '{ open closed }' })
  const isAskedForStrangers = asked.join().includes('closed')
  return { stranger, isAskedForStrangers, known: await answer({ text: '{ open closed }', rights: ['authenticated'] }) }
}
