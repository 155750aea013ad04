import { expect, test } from 'vitest'
import { engineOver, smallGraph } from '../federation/small-graph.ts'

test('an entity at two places has at each what was asked for there', async () => {
  const graph = engineOver(
    smallGraph({
      tops: {
        sdl: 'type Query { top: Top best: Top } type Top @key(fields: "id") { id: ID! }',
        resolvers: { Query: { top: () => ({ id: '1' }), best: () => ({ id: '1' }) } },
      },
      reviews: {
        sdl: 'type Top @key(fields: "id") { id: ID! reviews: [Review] } type Review { model: Model } type Model @key(fields: "id", resolvable: false) { id: ID! }',
        resolvers: { Top: { reviews: () => [{ model: { id: '1' } }, { model: { id: '2' } }] } },
      },
      prices: {
        sdl: 'type Model @key(fields: "id") { id: ID! price(in: String): String }',
        resolvers: { Model: { price: ({ id }: any, { in: currency }: any) => `${id} ${currency}` } },
      },
    }),
  )
  const text =
    '{ top { reviews { model { x: price(in: "EUR") } } } best { reviews { model { x: price(in: "USD") } } } }'
  const answer = await graph.answer({ text })
  expect(answer.data).toEqual({
    top: { reviews: [{ model: { x: '1 EUR' } }, { model: { x: '2 EUR' } }] },
    best: { reviews: [{ model: { x: '1 USD' } }, { model: { x: '2 USD' } }] },
  })
})

test('an entity at two positions of one place has at each what the objects around it say', async () => {
  const graph = engineOver(
    smallGraph({
      shop: {
        sdl: `type Query { orders: [Order] }
          type Order @context(name: "order") { currency: String! owner: Owner }
          type Owner @key(fields: "id", resolvable: false) { id: ID! }
          type Profile @key(fields: "id") { id: ID! price(in: String @fromContext(field: "$order { currency }")): String }`,
        resolvers: {
          Query: { orders: () => ['EUR', 'USD'].map(currency => ({ currency, owner: { id: '1' } })) },
          Profile: { price: ({ id }: any, { in: currency }: any) => `${id} ${currency}` },
        },
      },
      people: {
        sdl: `type Owner @key(fields: "id") { id: ID! profile: Profile }
          type Profile @key(fields: "id", resolvable: false) { id: ID! }`,
        resolvers: { Owner: { profile: ({ id }: any) => ({ id: `p${id}` }) } },
      },
    }),
  )
  expect(await graph.answer({ text: '{ orders { owner { profile { price } } } }' })).toEqual({
    data: { orders: [{ owner: { profile: { price: 'p1 EUR' } } }, { owner: { profile: { price: 'p1 USD' } } }] },
    errors: [],
  })
})
