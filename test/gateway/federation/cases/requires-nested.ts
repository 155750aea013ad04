import type { FederationCase } from '../federation-case.ts'
import { boxes, goods, over } from './parcels.ts'

export const nestedRequires: readonly FederationCase[] = [
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
