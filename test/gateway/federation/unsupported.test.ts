import { expect, test } from 'vitest'
import { createEngine } from '../../../gateway/engine.ts'
import { supergraphOf } from './small-graph.ts'

const shop = `type Query { shop: Shop } type Shop @key(fields: "id") @context(name: "shop") { id: ID! land: String item: Item! }`
const price = `price(land: String @fromContext(field: "$shop { land }")): Int`

test('a field by @fromContext that another field requires is refused at the start', () => {
  const supergraph = supergraphOf({
    a: { sdl: `${shop} type Item @key(fields: "id") { id: ID! ${price} }` },
    b: {
      sdl: 'type Item @key(fields: "id") { id: ID! half: Int }',
    },
  })
  // Apollo's composition refuses this by itself; another's may not.
  const requiring = supergraph.replace(
    'half: Int @join__field(graph: B)',
    'half: Int @join__field(graph: B, requires: "price")',
  )
  expect(() => createEngine(requiring)).toThrow(
    'Item.price takes an argument by @fromContext and is required by Item.half, which the gateway does not execute.',
  )
})

test('a field by @fromContext that moves to another subgraph by a label is refused at the start', () => {
  const supergraph = supergraphOf({
    a: {
      sdl: `${shop} type Item @key(fields: "id") { id: ID! price(land: String @fromContext(field: "$shop { land }")): Int @override(from: "b", label: "percent(5)") }`,
    },
    b: { sdl: 'type Item @key(fields: "id") { id: ID! price(land: String): Int }' },
  })
  expect(() => createEngine(supergraph)).toThrow(
    'Item.price takes an argument by @fromContext and moves by a label, which the gateway does not execute.',
  )
})
