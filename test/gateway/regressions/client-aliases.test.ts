import { expect, test } from 'vitest'
import { engineOver, smallGraph } from '../federation/small-graph.ts'

const graph = engineOver(
  smallGraph({
    cars: {
      sdl: `type Query { cars: [Car] parked: [Parked] } interface Parked { id: ID! bay: Int }
        type Car implements Parked @key(fields: "id") { id: ID! bay: Int colour: String }`,
      resolvers: {
        Query: {
          cars: () => [{ id: 'c', colour: 'red' }],
          parked: () => [{ __typename: 'Car', id: 'c', bay: 4 }],
        },
      },
    },
    sales: {
      sdl: 'type Car @key(fields: "id") { id: ID! price: Int }',
      resolvers: {
        Car: {
          price: ({ id }: { id: string }) => {
            if (id !== 'c') throw new Error(`no car ${id}`)
            return 9
          },
        },
      },
    },
  }),
)

test('an alias with the name of a key does not take the place of the key', async () => {
  expect(await graph.answer({ text: '{ cars { id: colour price } }' })).toEqual({
    data: { cars: [{ id: 'red', price: 9 }] },
    errors: [],
  })
})

test('an error below an alias with the name of another field is told at the alias', async () => {
  const failing = engineOver(
    smallGraph({
      one: {
        sdl: 'type Query { a: Int b: Int }',
        resolvers: {
          Query: {
            a: () => {
              throw new Error('no')
            },
          },
        },
      },
    }),
  )
  expect(await failing.answer({ text: '{ b: a _x: a }' })).toEqual({ data: { b: null, _x: null }, errors: ['_x', 'b'] })
})

test('the type of an object is known although a client asks for it by another name', async () => {
  expect(await graph.answer({ text: '{ parked { kind: __typename bay } }' })).toEqual({
    data: { parked: [{ kind: 'Car', bay: 4 }] },
    errors: [],
  })
})
