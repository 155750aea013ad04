import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { compare } from './equivalence.ts'

/** Operations compared for each graph; graphs are set by EQUIVALENCE_GRAPHS, for long runs. */
const operations = 20
const graphs = Number(process.env.EQUIVALENCE_GRAPHS ?? 40)

test('the gateway answers what one server with the merged schema would answer, data and places of errors', async () => {
  await fc.assert(
    fc.asyncProperty(fc.gen(), g =>
      compare(g, operations, (engine, merged, text) => expect(engine, text).toEqual(merged)),
    ),
    { numRuns: graphs, endOnFailure: true },
  )
}, 3_600_000)
