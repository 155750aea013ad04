import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { compare, refusals } from './equivalence.ts'

/** Operations compared for each graph; EQUIVALENCE_GRAPHS and EQUIVALENCE_SEED are set for long runs. */
const operations = 20
const graphs = Number(process.env.EQUIVALENCE_GRAPHS ?? 40)
const seed = Number(process.env.EQUIVALENCE_SEED ?? Date.now())

test('the gateway answers what one server with the merged schema would answer, data and places of errors', async () => {
  await fc.assert(
    fc.asyncProperty(fc.gen(), g =>
      compare(g, operations, (engine, merged, text) => expect(engine, text).toEqual(merged)),
    ),
    { numRuns: graphs, seed, endOnFailure: true },
  )
  // A graph of which the planner makes nothing is seldom drawn, but then most of its operations are refused.
  expect(refusals.count).toBeLessThanOrEqual(Math.ceil((graphs * operations) / 1000) + operations)
  if (graphs > 1000)
    console.log(`${graphs * operations} operations of seed ${seed}, ${refusals.count} refused as unplannable`)
}, 3_600_000)
