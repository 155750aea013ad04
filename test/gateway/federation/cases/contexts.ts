import { byKeys, type FederationCase } from '../federation-case.ts'

const items = [{ id: 'i1' }, { id: 'i2' }, { id: 'i3' }]

/** Shops that set a context, items that take it, and another subgraph with names. */
const market = {
  shops: {
    sdl: `type Query { shops: [Shop] }
      type Shop @key(fields: "id") @context(name: "shop") { id: ID! land: String tax(in: String): Int item: Item items: [[Item]] desk: Desk }
      type Desk { item: Item }
      type Item @key(fields: "id") { id: ID!
        price(times: Int, land: String @fromContext(field: "$shop { land }"), tax: Int @fromContext(field: "$shop { tax }")): String
        near: Item near2(land: String @fromContext(field: "$shop { land }")): [Shop] }`,
    resolvers: {
      Query: {
        shops: () => [
          { id: 's1', land: 'DE', item: items[0], items: [[items[0], null], [items[1]]], desk: { item: items[2] } },
          { id: 's2', land: 'CN', item: items[0], items: [[items[1]]], desk: null },
          { id: 's3', land: null, item: items[2], items: null, desk: { item: null } },
        ],
      },
      Shop: { tax: ({ land }: { land: string }, args: { in?: string }) => (args.in ?? land ?? '').length },
      Item: {
        __resolveReference: byKeys(items, 'id'),
        price: ({ id }: { id: string }, args: { times?: number; land: string | null; tax: number | null }) =>
          `${id} ${args.land} ${args.tax}${args.times === undefined ? '' : ` ${args.times}`}`,
        near: () => items[1],
        near2: (_: unknown, { land }: { land: string }) => [{ id: `by ${land}`, land: 'near', item: items[0] }],
      },
    },
  },
  names: {
    sdl: 'type Item @key(fields: "id") { id: ID! name: String } type Shop @key(fields: "id") { id: ID! title: String }',
    resolvers: {
      Item: { name: ({ id }: { id: string }) => `name of ${id}` },
      Shop: { title: ({ id }: { id: string }) => `title of ${id}` },
    },
  },
}

export const contexts: readonly FederationCase[] = [
  {
    title: '@fromContext takes from the object around, each its own',
    parts: market,
    asks: [
      {
        text: '{ shops { item { price } } }',
        data: {
          shops: [{ item: { price: 'i1 DE 2' } }, { item: { price: 'i1 CN 2' } }, { item: { price: 'i3 null 0' } }],
        },
      },
      {
        text: 'query ($times: Int) { shops { items { cost: price(times: $times) name } } }',
        variables: { times: 2 },
        data: {
          shops: [
            { items: [[{ cost: 'i1 DE 2 2', name: 'name of i1' }, null], [{ cost: 'i2 DE 2 2', name: 'name of i2' }]] },
            { items: [[{ cost: 'i2 CN 2 2', name: 'name of i2' }]] },
            { items: null },
          ],
        },
      },
      {
        text: '{ shops { desk { item { price near { price name } } } } }',
        data: {
          shops: [
            { desk: { item: { price: 'i3 DE 2', near: { price: 'i2 DE 2', name: 'name of i2' } } } },
            { desk: null },
            { desk: { item: null } },
          ],
        },
      },
      {
        text: '{ shops { land: id _context_Shop_land: id tax(in: "long") id: land item { id: price price: id } } }',
        data: {
          shops: [
            { land: 's1', _context_Shop_land: 's1', tax: 4, id: 'DE', item: { id: 'i1 DE 2', price: 'i1' } },
            { land: 's2', _context_Shop_land: 's2', tax: 4, id: 'CN', item: { id: 'i1 CN 2', price: 'i1' } },
            { land: 's3', _context_Shop_land: 's3', tax: 4, id: null, item: { id: 'i3 null 0', price: 'i3' } },
          ],
        },
      },
      {
        text: '{ shops { item { near2 { id title item { price } } } } }',
        data: {
          shops: ['DE', 'CN', null].map(land => ({
            item: {
              near2: [{ id: `by ${land}`, title: `title of by ${land}`, item: { price: 'i1 near 4' } }],
            },
          })),
        },
      },
      {
        text: 'query ($_context_0: Int, $no: Boolean!) { shops { ...S item { price @include(if: $no) } } } fragment S on Shop { item { p: price(times: $_context_0) } }',
        variables: { _context_0: 9, no: false },
        data: {
          shops: [{ item: { p: 'i1 DE 2 9' } }, { item: { p: 'i1 CN 2 9' } }, { item: { p: 'i3 null 0 9' } }],
        },
      },
    ],
  },
  {
    title: '@fromContext with contexts of unions and interfaces, and several contexts',
    parts: {
      a: {
        sdl: `type Query { places: [Place] spots: [Spot] } union Place @context(name: "place") = Shop | Yard
          interface Spot @context(name: "spot") { id: ID! city: String! bay: Bay }
          type Shop implements Spot @key(fields: "id") { id: ID! sign: String city: String! bay: Bay owner: Owner }
          type Yard implements Spot @key(fields: "id") { id: ID! gate: String! city: String! bay: Bay owner: Owner }
          type Owner @context(name: "owner") { pin: Pin lock: Lock } type Pin { code: String }
          type Bay @key(fields: "id") { id: ID!
            label(of: String @fromContext(field: "$place ... on Shop { sign } ... on Yard { gate }")): String
            where(city: String @fromContext(field: "$spot { city }")): String }
          type Lock @key(fields: "id") { id: ID! held(pin: String @fromContext(field: "$owner { pin { code } }"), city: String @fromContext(field: "$spot { city }")): String }`,
        resolvers: {
          Query: {
            places: () => [shop, yard, shop],
            spots: () => [yard, shop],
          },
          Bay: {
            __resolveReference: ({ id }: { id: string }) => ({ id }),
            label: (_: unknown, { of }: { of: string }) => `label ${of}`,
            where: (_: unknown, { city }: { city: string }) => `in ${city}`,
          },
          Lock: {
            __resolveReference: ({ id }: { id: string }) => ({ id }),
            held: (_: unknown, { pin, city }: { pin: string; city: string }) => `${pin} in ${city}`,
          },
        },
      },
    },
    asks: [
      {
        text: '{ places { ... on Shop { bay { label } } ... on Yard { gate bay { label } } } }',
        data: {
          places: [
            { bay: { label: 'label S' } },
            { gate: 'G', bay: { label: 'label G' } },
            { bay: { label: 'label S' } },
          ],
        },
      },
      {
        text: '{ places { ... on Spot { bay { label where } } } spots { bay { where } } }',
        data: {
          places: [
            { bay: { label: 'label S', where: 'in Ulm' } },
            { bay: { label: 'label G', where: 'in Bonn' } },
            { bay: { label: 'label S', where: 'in Ulm' } },
          ],
          spots: [{ bay: { where: 'in Bonn' } }, { bay: { where: 'in Ulm' } }],
        },
      },
      {
        text: '{ places { ... on Yard { owner { lock { held } } bay { label } } ... on Shop { owner { lock { held } } } } }',
        data: {
          places: [
            { owner: { lock: { held: 'null in Ulm' } } },
            { owner: { lock: { held: 'p in Bonn' } }, bay: { label: 'label G' } },
            { owner: { lock: { held: 'null in Ulm' } } },
          ],
        },
      },
    ],
  },
  {
    title: '@fromContext of a value that another subgraph has, and that fails',
    parts: {
      a: {
        sdl: `type Query { shop: Shop } type Shop @key(fields: "id") @context(name: "shop") { id: ID! land: String @external bad: String @external item: Item }
          type Item @key(fields: "id") { id: ID! price(land: String @fromContext(field: "$shop { land }")): String
            other(bad: String @fromContext(field: "$shop { bad }")): String
            both(land: String @fromContext(field: "$shop { land }")): String @requires(fields: "name") name: String @external }`,
        resolvers: {
          Query: { shop: () => ({ id: 's' }) },
          Shop: { item: () => ({ id: 'i' }) },
          Item: {
            __resolveReference: (reference: object) => reference,
            price: (_: unknown, { land }: { land: string }) => `price in ${land}`,
            other: () => 'never asked',
            both: ({ name }: { name: string }, { land }: { land: string }) => `${name} in ${land}`,
          },
        },
      },
      b: {
        sdl: `type Shop @key(fields: "id") { id: ID! land: String bad: String } type Item @key(fields: "id") { id: ID! name: String }`,
        resolvers: {
          Shop: {
            land: () => 'FR',
            bad: () => {
              throw new Error('no')
            },
          },
          Item: { name: () => 'N' },
        },
      },
    },
    asks: [
      {
        text: '{ shop { item { price both other } } }',
        data: { shop: { item: { price: 'price in FR', both: 'N in FR', other: null } } },
        errors: ['shop.item.other'],
      },
    ],
  },
]

const shop = {
  __typename: 'Shop',
  id: '1',
  sign: 'S',
  city: 'Ulm',
  bay: { id: 'b' },
  owner: { pin: null, lock: { id: 'l' } },
}
const yard = {
  __typename: 'Yard',
  id: '2',
  gate: 'G',
  city: 'Bonn',
  bay: { id: 'b' },
  owner: { pin: { code: 'p' }, lock: { id: 'l' } },
}
