import { byKeys } from '../federation-case.ts'

const parcels = [
  { id: 'p1', weight: 10, dims: { a: 2, b: 3 } },
  { id: 'p2', weight: 20, dims: { a: 4, b: 5 } },
]

/** Parcels with what a fee may be computed from, in one subgraph. */
export const goods = {
  sdl: `type Query { parcels: [Parcel!]! }
    type Parcel @key(fields: "id") {
      id: ID! weight: Int dims: Dims price(in: Currency!): Int boxes: [Box!] content: Content
    }
    type Dims { a: Int b: Int }
    type Box @key(fields: "id") { id: ID! }
    enum Currency { EUR CNY }
    interface Content { name: String }
    type Book implements Content { name: String pages: Int }
    type Film implements Content { name: String minutes: Int }`,
  resolvers: {
    Query: { parcels: () => parcels },
    Parcel: {
      __resolveReference: byKeys(parcels, 'id'),
      price: ({ id }: { id: string }, args: { in: string }) => (id === 'p1' ? 1 : 2) * (args.in === 'EUR' ? 100 : 800),
      boxes: ({ id }: { id: string }) => [{ id: `${id}-x` }, { id: `${id}-y` }],
      content: ({ id }: { id: string }) =>
        id === 'p1' ? { __typename: 'Book', name: 'b', pages: 300 } : { __typename: 'Film', name: 'f', minutes: 90 },
    },
  },
}

/** The boxes of the parcels, in another. */
export const boxes = {
  sdl: `type Box @key(fields: "id") { id: ID! grams: Int }`,
  resolvers: { Box: { grams: ({ id }: { id: string }) => (id.endsWith('x') ? 5 : 7) } },
}

/** A subgraph that computes the fee of a parcel. */
export const over = (fields: string, compute: (parcel: never) => unknown, types = '') => ({
  sdl: `type Parcel @key(fields: "id") { id: ID! ${fields} } ${types}`,
  resolvers: { Parcel: { fee: compute } },
})
