import { byKeys, type FederationCase } from '../federation-case.ts'

const unasked = (): never => {
  throw new Error('this subgraph is not the one to ask')
}

export const sharing: readonly FederationCase[] = [
  {
    title: '@provides of a field that is otherwise another subgraph’s',
    parts: {
      reviews: {
        sdl: `type Query { review: Review } type Review { author: User @provides(fields: "name home { city }") }
          type User @key(fields: "id") { id: ID! name: String @external home: Home @external } type Home { city: String @external }`,
        resolvers: {
          Query: { review: () => ({ author: { id: 'u', name: 'from reviews', home: { city: 'Wuhan' } } }) },
        },
      },
      users: {
        sdl: 'type User @key(fields: "id") { id: ID! name: String @shareable age: Int home: Home @shareable } type Home { city: String @shareable street: String }',
        resolvers: {
          User: {
            __resolveReference: (reference: object) => ({
              ...reference,
              age: 30,
              name: 'from users',
              home: { city: 'Wuhan', street: 'S' },
            }),
          },
        },
      },
    },
    asks: [
      { text: '{ review { author { name } } }', data: { review: { author: { name: 'from reviews' } } } },
      { text: '{ review { author { name age } } }', data: { review: { author: { name: 'from reviews', age: 30 } } } },
      {
        text: '{ review { author { home { city street } } } }',
        data: { review: { author: { home: { city: 'Wuhan', street: 'S' } } } },
      },
    ],
  },
  {
    title: '@provides on what an interface gives',
    parts: {
      shelf: {
        sdl: `type Query { first: Medium @provides(fields: "... on Book { title }") } interface Medium { id: ID! }
          type Book implements Medium @key(fields: "id") { id: ID! title: String @external }
          type Film implements Medium @key(fields: "id") { id: ID! }`,
        resolvers: { Query: { first: () => ({ __typename: 'Book', id: 'b', title: 'provided' }) } },
      },
      titles: {
        sdl: `type Book @key(fields: "id") { id: ID! title: String @shareable }
          type Film @key(fields: "id") { id: ID! title: String @shareable }`,
        resolvers: { Book: { title: unasked }, Film: { title: () => 'asked' } },
      },
    },
    asks: [
      {
        text: '{ first { id ... on Book { title } ... on Film { title } } }',
        data: { first: { id: 'b', title: 'provided' } },
      },
    ],
  },
  {
    title: '@shareable value types of which each subgraph knows a part',
    parts: {
      a: {
        sdl: 'type Query { car: Car } type Car @key(fields: "id") { id: ID! spot: Spot @shareable } type Spot @shareable { x: Int }',
        resolvers: { Query: { car: () => ({ id: 'c', spot: { x: 1 } }) } },
      },
      b: {
        sdl: 'type Car @key(fields: "id") { id: ID! spot: Spot @shareable } type Spot @shareable { x: Int y: Int }',
        resolvers: { Car: { spot: () => ({ x: 1, y: 2 }) } },
      },
    },
    asks: [
      { text: '{ car { spot { x } } }', data: { car: { spot: { x: 1 } } } },
      { text: '{ car { spot { x y } } }', data: { car: { spot: { x: 1, y: 2 } } } },
      { text: '{ car { spot { left: x } below: spot { y } } }', data: { car: { spot: { left: 1 }, below: { y: 2 } } } },
    ],
  },
  {
    title: '@shareable root fields, each subgraph with fields of its own behind them',
    parts: {
      a: {
        sdl: 'type Query { me: Me @shareable } type Me @shareable { id: ID! name: String }',
        resolvers: { Query: { me: () => ({ id: '1', name: 'Me' }) } },
      },
      b: {
        sdl: 'type Query { me: Me @shareable } type Me { id: ID! @shareable age: Int }',
        resolvers: { Query: { me: () => ({ id: '1', age: 5 }) } },
      },
    },
    asks: [
      { text: '{ me { id name age } }', data: { me: { id: '1', name: 'Me', age: 5 } } },
      { text: '{ a: me { name } b: me { age } }', data: { a: { name: 'Me' }, b: { age: 5 } } },
    ],
  },
  {
    title: '@override: the new subgraph answers, the old one is not asked',
    parts: {
      old: {
        sdl: 'type Query { car: Car } type Car @key(fields: "id") { id: ID! plate: String colour: String }',
        resolvers: { Query: { car: () => ({ id: 'c', colour: 'red' }) }, Car: { plate: unasked } },
      },
      new: {
        sdl: 'type Car @key(fields: "id") { id: ID! plate: String @override(from: "old") }',
        resolvers: { Car: { plate: () => 'new' } },
      },
    },
    asks: [{ text: '{ car { plate colour } }', data: { car: { plate: 'new', colour: 'red' } } }],
  },
  {
    title: '@override of a field that another requires',
    parts: {
      old: {
        sdl: `type Query { car: Car } type Car @key(fields: "id") { id: ID! km: Int
          worth: Int }`,
        resolvers: { Query: { car: () => ({ id: 'c' }) }, Car: { km: unasked, worth: () => 9 } },
      },
      new: {
        sdl: 'type Car @key(fields: "id") { id: ID! km: Int @override(from: "old") }',
        resolvers: { Car: { __resolveReference: byKeys([{ id: 'c', km: 40 }], 'id') } },
      },
      wear: {
        sdl: 'type Car @key(fields: "id") { id: ID! km: Int @external wear: Int @requires(fields: "km") }',
        resolvers: { Car: { wear: ({ km }: { km: number }) => km / 10 } },
      },
    },
    asks: [{ text: '{ car { wear worth } }', data: { car: { wear: 4, worth: 9 } } }],
  },
]
