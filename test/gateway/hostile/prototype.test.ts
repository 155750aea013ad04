import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createEngine } from '../../../gateway/engine.ts'
import { supergraphOf } from '../federation/small-graph.ts'

/** Operations tried; PROTOTYPE_CASES sets more of them for long runs. */
const cases = Number(process.env['PROTOTYPE_CASES'] ?? 1000)

const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '_', 'id', 'a']
const engine = createEngine(
  supergraphOf({
    one: {
      sdl: 'scalar Any type Query { n(in: Any): Node any: Any } type Node @key(fields: "id") { id: ID! a: Any n: Node }',
    },
    two: { sdl: 'scalar Any type Node @key(fields: "id") { id: ID! b: Any }' },
  }),
)

const name = fc.constantFrom(...names)
const value = fc.letrec(tie => ({
  value: fc.oneof({ maxDepth: 3 }, fc.constant('1'), fc.constant('null'), tie('object'), tie('list')),
  list: fc.array(tie('value'), { maxLength: 3 }).map(items => `[${items.join(',')}]`),
  object: fc
    .array(fc.tuple(name, tie('value')), { maxLength: 4 })
    .map(entries => `{${entries.map(([key, inner]) => `"${key}":${String(inner)}`).join(',')}}`),
})).object

test('names of the prototype in aliases, variables and answers change no prototype and are answered as any other', async () => {
  const before = Object.getOwnPropertyNames(Object.prototype).toSorted()
  await fc.assert(
    fc.asyncProperty(name, name, value, value, async (outer, inner, given, sent) => {
      const text = `query ($v: Any) { ${outer}: n(in: $v) { ${inner}: a x: b } }`
      const { data } = await engine.answer(
        { text, operationName: null, variables: JSON.parse(`{"v":${given},"__proto__":{"y":1}}`) },
        async (subgraph, { query }) => {
          const key = /(\w+): n\(/.exec(query)?.[1] ?? 'n'
          const field = /(\w+): a/.exec(query)?.[1] ?? 'a'
          const node = `{"__proto__":${sent},"constructor":${sent},"__typename":"Node","id":"1","${field}":7}`
          return JSON.parse(
            subgraph === 'one'
              ? `{"data":{"${key}":${node},"__proto__":${sent}}}`
              : `{"data":{"_entities":[{"x":8,"__proto__":{"polluted":1}}],"__proto__":${sent}}}`,
          )
        },
      )
      expect(JSON.stringify(data)).toBe(`{"${outer}":{"${inner}":7,"x":8}}`)
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
      expect(({} as Record<string, unknown>)['y']).toBeUndefined()
    }),
    { numRuns: cases },
  )
  expect(Object.getOwnPropertyNames(Object.prototype).toSorted()).toEqual(before)
}, 3_600_000)
