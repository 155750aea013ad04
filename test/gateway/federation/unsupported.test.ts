import { expect, test } from 'vitest'
import { createEngine } from '../../../gateway/engine.ts'
import { supergraphOf } from './small-graph.ts'

test('a supergraph with @fromContext is refused at the start with the field and what to do instead', () => {
  const supergraph = supergraphOf({
    a: {
      sdl: `type Query { shop: Shop } type Shop @key(fields: "id") @context(name: "shop") { id: ID! land: String! item: Item! }
        type Item @key(fields: "id") { id: ID! price(land: String @fromContext(field: "$shop { land }")): Int }`,
    },
    b: { sdl: 'type Shop @key(fields: "id") { id: ID! name: String }' },
  })
  expect(() => createEngine(supergraph)).toThrow(
    'Item.price takes an argument by @fromContext, which the gateway does not execute: give the field what it needs by @requires.',
  )
})
