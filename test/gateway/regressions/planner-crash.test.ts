import { expect, test } from 'vitest'
import { createEngine } from '../../../gateway/engine.ts'
import { engineOver, smallGraph } from '../federation/small-graph.ts'

const graph = smallGraph({
  s0: {
    sdl: `type Query { all: [E0] } union U = E0 type W @shareable { w: Int }
      type E0 @key(fields: "id") { id: ID! }
      type E1 @key(fields: "id") @key(fields: "code") { id: ID! code: ID! f0: W @external f3: Int @requires(fields: "f0 { w }") }`,
    resolvers: { Query: { all: () => [{ id: '0' }] } },
  },
  s1: {
    sdl: `union U = E0 | E1 type W @shareable { w: Int }
      type E0 @key(fields: "id") { id: ID! f1: [U] } type E1 @key(fields: "id") { id: ID! f0: W }`,
    resolvers: { E0: { f1: () => [{ __typename: 'E1', id: '1' }] } },
  },
})

test('an operation over which the planner ends its process is refused, and the next one is answered', async () => {
  const engine = createEngine(graph.supergraph)
  const refused = engine.answer(
    { text: '{ all { f1 { ... on E1 { x: f3 } } id } }', operationName: null, variables: {} },
    async () => ({ data: {} }),
  )
  const next = engineOver(graph).answer({ text: '{ all { id } }' })
  await expect(refused).rejects.toMatchObject({ code: 'OPERATION_UNPLANNABLE' })
  expect(await next).toEqual({ data: { all: [{ id: '0' }] }, errors: [] })
})
