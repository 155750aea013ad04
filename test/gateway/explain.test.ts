import { expect, test } from 'vitest'
import { createEngine } from '../../gateway/engine.ts'
import { supergraphOf } from './federation/small-graph.ts'

const engine = createEngine(
  supergraphOf({
    cars: { sdl: 'type Query { cars: [Car] } type Car @key(fields: "vin") { vin: ID! km: Int }' },
    wear: { sdl: 'type Car @key(fields: "vin") { vin: ID! km: Int @external wear: Int @requires(fields: "km") }' },
  }),
)

test('a plan is told as text: its steps, their subgraphs, what they are sent and what they ask', async () => {
  const text = 'query ($all: Boolean!) { cars { wear @include(if: $all) vin } }'
  expect(await engine.explain({ text, operationName: null, variables: { all: true } })).toBe(
    `
One after the other:
  Fetch from cars:
    {
      cars {
        __typename
        vin
        km
      }
    }
  Fetch from wear at cars[]:
    with ... on Car { __typename km vin }
    query ($representations: [_Any!]!) {
      _entities(representations: $representations) {
        ... on Car {
          wear
        }
      }
    }`.trim(),
  )
})

test('an operation that asks for the schema alone has no plan', async () => {
  expect(
    await engine.explain({ text: '{ __schema { queryType { name } } }', operationName: null, variables: {} }),
  ).toBe('No subgraph is asked.')
})
