import { byKeys, type FederationCase } from '../federation-case.ts'

const parcels = [
  { id: 'p1', weight: 10, dims: { a: 2, b: 3 } },
  { id: 'p2', weight: 20, dims: { a: 4, b: 5 } },
]

const goods = {
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

const boxes = {
  sdl: `type Box @key(fields: "id") { id: ID! grams: Int }`,
  resolvers: { Box: { grams: ({ id }: { id: string }) => (id.endsWith('x') ? 5 : 7) } },
}

const over = (fields: string, compute: (parcel: never) => unknown, types = '') => ({
  sdl: `type Parcel @key(fields: "id") { id: ID! ${fields} } ${types}`,
  resolvers: { Parcel: { fee: compute } },
})

export const requires: readonly FederationCase[] = [
  {
    title: '@requires of several fields',
    parts: {
      goods,
      boxes,
      fees: over(
        'weight: Int @external dims: Dims @external fee: Int @requires(fields: "weight dims { a b }")',
        ({ weight, dims }: { weight: number; dims: { a: number; b: number } }) => weight + dims.a * dims.b,
        'type Dims @external { a: Int b: Int }',
      ),
    },
    asks: [
      {
        text: '{ parcels { id fee } }',
        data: {
          parcels: [
            { id: 'p1', fee: 16 },
            { id: 'p2', fee: 40 },
          ],
        },
      },
      {
        text: '{ parcels { cost: fee dims { b } w: weight } }',
        data: {
          parcels: [
            { cost: 16, dims: { b: 3 }, w: 10 },
            { cost: 40, dims: { b: 5 }, w: 20 },
          ],
        },
      },
      {
        text: '{ parcels { weight: id fee } }',
        data: {
          parcels: [
            { weight: 'p1', fee: 16 },
            { weight: 'p2', fee: 40 },
          ],
        },
      },
      {
        text: '{ parcels { dims { a: b b: a } fee } }',
        data: {
          parcels: [
            { dims: { a: 3, b: 2 }, fee: 16 },
            { dims: { a: 5, b: 4 }, fee: 40 },
          ],
        },
      },
    ],
  },
  {
    title: '@requires of one part of a nested value',
    parts: {
      goods,
      boxes,
      fees: over(
        'dims: Dims @external fee: Int @requires(fields: "dims { a }")',
        ({ dims }: { dims: { a: number } }) => dims.a,
        'type Dims @external { a: Int }',
      ),
    },
    asks: [
      {
        text: '{ parcels { fee dims { b } } }',
        data: {
          parcels: [
            { fee: 2, dims: { b: 3 } },
            { fee: 4, dims: { b: 5 } },
          ],
        },
      },
    ],
  },
  {
    title: '@requires with arguments, against other @requires and against the client',
    parts: {
      goods,
      boxes,
      fees: {
        sdl: `enum Currency { EUR CNY } type Parcel @key(fields: "id") {
          id: ID! price(in: Currency!): Int @external
          home: Int @requires(fields: "price(in: EUR)") abroad: Int @requires(fields: "price(in: CNY)")
        }`,
        resolvers: {
          Parcel: {
            home: ({ price }: { price: number }) => price + 1,
            abroad: ({ price }: { price: number }) => price + 2,
          },
        },
      },
    },
    asks: [
      {
        text: '{ parcels { home abroad } }',
        data: {
          parcels: [
            { home: 101, abroad: 802 },
            { home: 201, abroad: 1602 },
          ],
        },
      },
      {
        text: '{ parcels { price(in: CNY) home } }',
        data: {
          parcels: [
            { price: 800, home: 101 },
            { price: 1600, home: 201 },
          ],
        },
      },
      {
        text: 'query ($in: Currency!) { parcels { price(in: $in) home } }',
        variables: { in: 'CNY' },
        data: {
          parcels: [
            { price: 800, home: 101 },
            { price: 1600, home: 201 },
          ],
        },
      },
      {
        text: '{ parcels { price: home home: price(in: CNY) abroad } }',
        data: {
          parcels: [
            { price: 101, home: 800, abroad: 802 },
            { price: 201, home: 1600, abroad: 1602 },
          ],
        },
      },
    ],
  },
  {
    title: '@requires through a list of entities of a third subgraph',
    parts: {
      goods,
      boxes,
      fees: over(
        'boxes: [Box!] @external fee: Int @requires(fields: "boxes { grams }")',
        ({ boxes: all }: { boxes: { grams: number }[] }) => all.reduce((sum, { grams }) => sum + grams, 0),
        'type Box @key(fields: "id") { id: ID! grams: Int @external }',
      ),
    },
    asks: [
      { text: '{ parcels { fee } }', data: { parcels: [{ fee: 12 }, { fee: 12 }] } },
      {
        text: '{ parcels { boxes { id } fee } }',
        data: {
          parcels: [
            { boxes: [{ id: 'p1-x' }, { id: 'p1-y' }], fee: 12 },
            { boxes: [{ id: 'p2-x' }, { id: 'p2-y' }], fee: 12 },
          ],
        },
      },
    ],
  },
  {
    title: '@requires of what an interface has by its implementation',
    parts: {
      goods,
      boxes,
      fees: over(
        'content: Content @external fee: Int @requires(fields: "content { __typename ... on Book { pages } ... on Film { minutes } }")',
        ({ content }: { content: { __typename: string; pages?: number; minutes?: number } }) =>
          content.pages ?? content.minutes,
        `interface Content { name: String } type Book implements Content @external { name: String pages: Int }
         type Film implements Content @external { name: String minutes: Int }`,
      ),
    },
    asks: [
      { text: '{ parcels { fee } }', data: { parcels: [{ fee: 300 }, { fee: 90 }] } },
      {
        text: '{ parcels { content { name } fee } }',
        data: {
          parcels: [
            { content: { name: 'b' }, fee: 300 },
            { content: { name: 'f' }, fee: 90 },
          ],
        },
      },
    ],
  },
  {
    title: '@requires of a field that requires another',
    parts: {
      goods,
      boxes,
      fees: over(
        'weight: Int @external fee: Int @requires(fields: "weight")',
        ({ weight }: { weight: number }) => weight * 2,
      ),
      tax: {
        sdl: 'type Parcel @key(fields: "id") { id: ID! fee: Int @external tax: Int @requires(fields: "fee") }',
        resolvers: { Parcel: { tax: ({ fee }: { fee: number }) => fee + 1 } },
      },
    },
    asks: [
      { text: '{ parcels { tax } }', data: { parcels: [{ tax: 21 }, { tax: 41 }] } },
      {
        text: '{ parcels { fee tax weight } }',
        data: {
          parcels: [
            { fee: 20, tax: 21, weight: 10 },
            { fee: 40, tax: 41, weight: 20 },
          ],
        },
      },
    ],
  },
  {
    title: '@requires of a field that fails or is null',
    parts: {
      goods: {
        sdl: 'type Query { things: [Thing!]! } type Thing @key(fields: "id") { id: ID! base: Int }',
        resolvers: {
          Query: { things: () => [{ id: '1' }, { id: '2' }, { id: '3' }] },
          Thing: {
            base: ({ id }: { id: string }) => {
              if (id === '2') throw new Error('no base')
              return id === '1' ? 5 : null
            },
          },
        },
      },
      more: {
        sdl: 'type Thing @key(fields: "id") { id: ID! base: Int @external next: Int @requires(fields: "base") }',
        resolvers: { Thing: { next: ({ base }: { base: number | null }) => (base === null ? null : base + 1) } },
      },
    },
    asks: [
      {
        text: '{ things { next } }',
        data: { things: [{ next: 6 }, { next: null }, { next: null }] },
        errors: ['things.1.base'],
      },
    ],
  },
]
