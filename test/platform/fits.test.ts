import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { fits } from '#platform/fits.ts'

const schema = z.object({
  name: z.string().trim().min(1),
  code: z.string().toUpperCase().optional(),
  at: z.iso.datetime({ offset: true }).optional(),
  kind: z.enum(['a', 'b']).optional(),
  list: z.array(z.object({ value: z.number() })).optional(),
})
const isThing = fits(schema)

test('what fits is read by its schema as it stands, and what does not fit is refused by it or read otherwise', () => {
  const mostly = <T>(right: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 4, arbitrary: right }, { weight: 1, arbitrary: fc.anything() })
  const things = fc.record(
    {
      name: mostly(fc.constantFrom('one', ' two', '')),
      code: mostly(fc.constantFrom('A', 'b')),
      at: mostly(fc.constantFrom('2026-11-27T20:00:00+08:00', 'today')),
      kind: mostly(fc.constantFrom('a', 'b', 'c')),
      list: mostly(fc.array(fc.record({ value: mostly(fc.double()) }, { noNullPrototype: true }), { maxLength: 2 })),
    },
    { requiredKeys: [], noNullPrototype: true },
  )
  let fitting = 0
  fc.assert(
    fc.property(mostly(things), thing => {
      const read = schema.safeParse(thing)
      expect(isThing(thing)).toBe(read.success && isDeepStrictEqual(thing, { ...Object(thing), ...read.data }))
      fitting += Number(isThing(thing))
    }),
    { numRuns: 5000 },
  )
  expect(fitting).toBeGreaterThan(20)
})

test('fields that the schema does not name are passed over', () => {
  expect(isThing({ name: 'one', other: null })).toBe(true)
})
