import type { FederationCase } from '../federation-case.ts'
import { boxes, goods, over } from './parcels.ts'

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
]
