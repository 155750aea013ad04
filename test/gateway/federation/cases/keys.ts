import { byKeys, type FederationCase } from '../federation-case.ts'

const stocks = [
  { sku: 'a', region: 'eu', count: 1 },
  { sku: 'a', region: 'cn', count: 2 },
  { sku: 'b', region: 'eu', count: 3 },
]
const people = [
  { id: '1', email: 'x@e', name: 'Xu' },
  { id: '2', email: 'y@e', name: 'Yi' },
]

export const keys: readonly FederationCase[] = [
  {
    title: 'a key of two fields',
    parts: {
      shop: {
        sdl: 'type Query { items: [Item!]! } type Item @key(fields: "sku region") { sku: ID! region: String! }',
        resolvers: { Query: { items: () => stocks.map(({ sku, region }) => ({ sku, region })) } },
      },
      stock: {
        sdl: 'type Item @key(fields: "sku region") { sku: ID! region: String! count: Int }',
        resolvers: { Item: { __resolveReference: byKeys(stocks, 'sku', 'region') } },
      },
    },
    asks: [
      { text: '{ items { count } }', data: { items: [{ count: 1 }, { count: 2 }, { count: 3 }] } },
      {
        text: '{ items { sku: region region: count } }',
        data: {
          items: [
            { sku: 'eu', region: 1 },
            { sku: 'cn', region: 2 },
            { sku: 'eu', region: 3 },
          ],
        },
      },
    ],
  },
  {
    title: 'a key inside an object',
    parts: {
      orgs: {
        sdl: `type Query { team: Team } type Team @key(fields: "org { id } no") { org: Org! no: Int! }
          type Org @shareable { id: ID! }`,
        resolvers: { Query: { team: () => ({ org: { id: 'o' }, no: 7 }) } },
      },
      size: {
        sdl: `type Team @key(fields: "org { id } no") { org: Org! no: Int! size: Int } type Org @shareable { id: ID! }`,
        resolvers: {
          Team: { size: ({ org, no }: { org: { id: string }; no: number }) => (org.id === 'o' ? no * 2 : -1) },
        },
      },
    },
    asks: [
      { text: '{ team { size } }', data: { team: { size: 14 } } },
      {
        text: '{ team { org { __typename } size no } }',
        data: { team: { org: { __typename: 'Org' }, size: 14, no: 7 } },
      },
    ],
  },
  {
    title: 'two keys, and subgraphs that know one of them each',
    parts: {
      mail: {
        sdl: 'type Query { byMail: [Person] } type Person @key(fields: "email") { email: ID! box: Int }',
        resolvers: { Query: { byMail: () => people.map(({ email }) => ({ email, box: 4 })) } },
      },
      bridge: {
        sdl: 'type Person @key(fields: "email") @key(fields: "id") { email: ID! id: ID! }',
        resolvers: {
          Person: {
            __resolveReference: (reference: { id?: string; email?: string }) =>
              people.find(each => each.id === reference.id || each.email === reference.email),
          },
        },
      },
      names: {
        sdl: 'type Query { person(id: ID!): Person } type Person @key(fields: "id") { id: ID! name: String }',
        resolvers: {
          Query: { person: (_: unknown, { id }: { id: string }) => people.find(each => each.id === id) },
          Person: { __resolveReference: byKeys(people, 'id') },
        },
      },
    },
    asks: [
      { text: '{ byMail { name } }', data: { byMail: [{ name: 'Xu' }, { name: 'Yi' }] } },
      {
        text: '{ byMail { id box } }',
        data: {
          byMail: [
            { id: '1', box: 4 },
            { id: '2', box: 4 },
          ],
        },
      },
      { text: '{ person(id: "2") { email name } }', data: { person: { email: 'y@e', name: 'Yi' } } },
      { text: '{ person(id: "9") { email name } }', data: { person: null } },
    ],
  },
  {
    title: 'a key that is not resolvable is never gone back by',
    parts: {
      orders: {
        sdl: `type Query { order: Order } type Order { buyer: Buyer }
          type Buyer @key(fields: "id", resolvable: false) { id: ID! since: Int @shareable }`,
        resolvers: {
          Query: { order: () => ({ buyer: { id: 'b', since: 1999 } }) },
          Buyer: {
            __resolveReference: () => {
              throw new Error('asked by a key that is not resolvable')
            },
          },
        },
      },
      buyers: {
        sdl: 'type Query { buyer: Buyer } type Buyer @key(fields: "id") { id: ID! name: String since: Int @shareable }',
        resolvers: {
          Query: { buyer: () => ({ id: 'b', name: 'Bo', since: 1999 }) },
          Buyer: { __resolveReference: (reference: object) => ({ ...reference, name: 'Bo', since: 1999 }) },
        },
      },
    },
    asks: [
      { text: '{ order { buyer { name since } } }', data: { order: { buyer: { name: 'Bo', since: 1999 } } } },
      { text: '{ buyer { since name } }', data: { buyer: { since: 1999, name: 'Bo' } } },
    ],
  },
  {
    title: 'an entity that another subgraph does not know, and a key that is null',
    parts: {
      list: {
        sdl: 'type Query { all: [Row] } type Row @key(fields: "id") { id: ID }',
        resolvers: { Query: { all: () => [{ id: 'known' }, { id: 'unknown' }, null, { id: null }, { id: 'known' }] } },
      },
      data: {
        sdl: 'type Row @key(fields: "id") { id: ID text: String }',
        resolvers: { Row: { __resolveReference: byKeys([{ id: 'known', text: 'here' }], 'id') } },
      },
    },
    asks: [
      {
        text: '{ all { text } }',
        data: { all: [{ text: 'here' }, { text: null }, null, { text: null }, { text: 'here' }] },
      },
    ],
  },
]
