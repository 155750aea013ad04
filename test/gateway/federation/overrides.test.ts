import { expect, test } from 'vitest'
import { engineOver, smallGraph } from './small-graph.ts'

const graph = smallGraph({
  old: {
    sdl: 'type Query { car: Car } type Car @key(fields: "id") { id: ID! labelled: String some: String most: String }',
    resolvers: { Query: { car: () => ({ id: 'c', labelled: 'old', some: 'old', most: 'old' }) } },
  },
  new: {
    sdl: `type Car @key(fields: "id") { id: ID! labelled: String @override(from: "old", label: "move")
      some: String @override(from: "old", label: "percent(20)") most: String @override(from: "old", label: "percent(70.5)") }`,
    resolvers: { Car: { labelled: () => 'new', some: () => 'new', most: () => 'new' } },
  },
})
const question = { text: '{ car { labelled some most } }' }

test('a label moves a field to the new subgraph when it is set', async () => {
  const draw = (): number => 0.99
  const off = engineOver(graph, { overrides: { draw } })
  const on = engineOver(graph, { overrides: { draw, labels: ['move'] } })
  expect(await off.answer(question)).toEqual({
    data: { car: { labelled: 'old', some: 'old', most: 'old' } },
    errors: [],
  })
  expect(await on.answer(question)).toEqual({
    data: { car: { labelled: 'new', some: 'old', most: 'old' } },
    errors: [],
  })
})

test('a share of the operations takes a field from the new subgraph', async () => {
  const draws = [0, 0.1999, 0.2, 0.7049, 0.705, 0.9999]
  const engine = engineOver(graph, { overrides: { draw: () => draws.shift() ?? 0 } })
  const seen: unknown[] = []
  for (let count = 0; count < 6; count++) seen.push((await engine.answer({ text: '{ car { some most } }' })).data)
  const both = { car: { some: 'new', most: 'new' } }
  const most = { car: { some: 'old', most: 'new' } }
  const none = { car: { some: 'old', most: 'old' } }
  expect(seen).toEqual([both, both, most, most, none, none])
})
