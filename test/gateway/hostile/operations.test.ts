import { expect, test } from 'vitest'
import { createEngine } from '../../../gateway/engine.ts'
import { supergraphOf } from '../federation/small-graph.ts'
import { hostile, refusalOf } from './hostile-operations.ts'

test.each(hostile)('%s: refused at once', async (_, text, code) => {
  const refused = await refusalOf(text)
  expect(refused.code).toBe(code)
  expect(refused.took).toBeLessThan(2000)
})

test('brackets in strings and comments are no depth', async () => {
  const text = `{ a # ${'{'.repeat(100)}\n n { a b n { a b } } list(in: []) }`
  expect((await refusalOf(text)).code).toBe('answered after 1 fetches')
})

test('limits can be set', async () => {
  const narrow = createEngine(supergraphOf({ one: { sdl: 'type Query { a: Int b: Int }' } }), {
    limits: { rootFields: 1 },
  })
  const ask = async () => ({ data: { a: 1 } })
  expect(await narrow.answer({ text: '{ a }', operationName: null, variables: {} }, ask)).toEqual({ data: { a: 1 } })
  await expect(narrow.answer({ text: '{ a b }', operationName: null, variables: {} }, ask)).rejects.toThrow(
    'An operation has at most 1 fields of the root.',
  )
})
