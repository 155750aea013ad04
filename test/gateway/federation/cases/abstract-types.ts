import type { FederationCase } from '../federation-case.ts'

const media = {
  sdl: `type Query { media: [Medium!]! shelf: [[Item]] item: Item }
    interface Medium { id: ID! title: String }
    type Book implements Medium @key(fields: "id") { id: ID! title: String pages: Int }
    type Film implements Medium @key(fields: "id") { id: ID! title: String minutes: Int }
    union Item = Book | Film`,
  resolvers: {
    Query: {
      media: () => [
        { __typename: 'Book', id: '1', title: 'B1', pages: 10 },
        { __typename: 'Film', id: '2', title: 'F2', minutes: 20 },
      ],
      shelf: () => [
        [{ __typename: 'Book', id: '1' }, null, { __typename: 'Film', id: '2' }],
        null,
        [],
        [{ __typename: 'Film', id: '3' }],
      ],
      item: () => ({ __typename: 'Film', id: '2' }),
    },
  },
}
const prices = {
  sdl: `type Query { dear: Item } type Book @key(fields: "id") { id: ID! price: Int }
    type Film @key(fields: "id") { id: ID! price: Int fee: Int } type Game @key(fields: "id") { id: ID! level: Int }
    union Item = Film | Game`,
  resolvers: {
    Query: { dear: () => ({ __typename: 'Game', id: 'g', level: 3 }) },
    Book: { price: ({ id }: { id: string }) => 100 + Number(id) },
    Film: { price: ({ id }: { id: string }) => 200 + Number(id), fee: () => 1 },
  },
}

export const abstractTypes: readonly FederationCase[] = [
  {
    title: 'interfaces and unions with members of several subgraphs, in nested lists',
    parts: { media, prices },
    asks: [
      {
        text: '{ media { title ... on Book { price } ... on Film { price fee } } }',
        data: {
          media: [
            { title: 'B1', price: 101 },
            { title: 'F2', price: 202, fee: 1 },
          ],
        },
      },
      {
        text: '{ media { kind: __typename ... on Medium { title } } }',
        data: {
          media: [
            { kind: 'Book', title: 'B1' },
            { kind: 'Film', title: 'F2' },
          ],
        },
      },
      {
        text: '{ shelf { ... on Book { price } ... on Film { p: price } __typename } }',
        data: {
          shelf: [
            [{ price: 101, __typename: 'Book' }, null, { p: 202, __typename: 'Film' }],
            null,
            [],
            [{ p: 203, __typename: 'Film' }],
          ],
        },
      },
      { text: '{ item { ... on Book { pages } } }', data: { item: {} } },
      { text: '{ item { ... on Game { level } ... on Film { price } } }', data: { item: { price: 202 } } },
      {
        text: '{ dear { ... on Game { level } ... on Book { pages } __typename } }',
        data: { dear: { level: 3, __typename: 'Game' } },
      },
      {
        text: '{ media { ... on Film { x: minutes } ... on Book { x: pages } } }',
        data: { media: [{ x: 10 }, { x: 20 }] },
      },
    ],
  },
  {
    title: 'one answer name for fields of different types in different implementations',
    parts: {
      a: {
        sdl: `type Query { all: [Node] } interface Node { id: ID! }
          type A implements Node @key(fields: "id") { id: ID! }
          type B implements Node @key(fields: "id") { id: ID! }`,
        resolvers: {
          Query: {
            all: () => [
              { __typename: 'A', id: '1' },
              { __typename: 'B', id: '2' },
            ],
          },
        },
      },
      b: {
        sdl: 'type A @key(fields: "id") { id: ID! v: Int! } type B @key(fields: "id") { id: ID! v: Int }',
        resolvers: { A: { v: () => 1 }, B: { v: () => null } },
      },
    },
    asks: [
      {
        text: '{ all { id ... on A { v } ... on B { w: v } } }',
        data: {
          all: [
            { id: '1', v: 1 },
            { id: '2', w: null },
          ],
        },
      },
    ],
  },
  {
    title: 'an interface field that one implementation has elsewhere',
    parts: {
      a: {
        sdl: `type Query { all: [Named] } interface Named { name: String }
          type A implements Named @key(fields: "id") { id: ID! name: String }
          type B implements Named @key(fields: "id") { id: ID! name: String @external }`,
        resolvers: {
          Query: {
            all: () => [
              { __typename: 'A', id: '1', name: 'here' },
              { __typename: 'B', id: '2' },
            ],
          },
        },
      },
      b: {
        sdl: 'type B @key(fields: "id") { id: ID! name: String }',
        resolvers: { B: { name: () => 'there' } },
      },
    },
    asks: [{ text: '{ all { name } }', data: { all: [{ name: 'here' }, { name: 'there' }] } }],
  },
]
