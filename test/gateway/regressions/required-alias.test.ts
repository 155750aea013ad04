import { expect, test } from 'vitest'
import { engineOver, smallGraph } from '../federation/small-graph.ts'

test('a required field with arguments is sent under its own name, though the plan fetched it under an alias', async () => {
  const graph = engineOver(
    smallGraph({
      goods: {
        sdl: `type Query { good: Good } type Good @key(fields: "id") { id: ID! price(in: String!): Int }`,
        resolvers: {
          Query: { good: () => ({ id: '1' }) },
          Good: { price: (_: unknown, args: { in: string }) => (args.in === 'EUR' ? 7 : 100) },
        },
      },
      duty: {
        sdl: `type Good @key(fields: "id") {
          id: ID! price(in: String!): Int @external
          home: Int @requires(fields: "price(in: \\"EUR\\")") abroad: Int @requires(fields: "price(in: \\"USD\\")")
        }`,
        resolvers: {
          Good: {
            home: ({ price }: { price: number }) => price + 1,
            abroad: ({ price }: { price: number }) => price + 2,
          },
        },
      },
    }),
  )
  expect(await graph.answer({ text: '{ good { price(in: "USD") home abroad } }' })).toEqual({
    data: { good: { price: 100, home: 8, abroad: 102 } },
    errors: [],
  })
})
