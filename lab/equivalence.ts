import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import { compare, refusals } from '../test/gateway/equivalence/equivalence.ts'
import { atMost, type Experiment } from './finding.ts'

const operations = 20

/**
 * 100,000 operations over made-up graphs with made-up data: the gateway answers what one server with the merged schema
 * would, data and places of errors. EQUIVALENCE_SEED draws the same ones again.
 */
export const equivalence: Experiment = async size => {
  const graphs = Math.ceil(5000 * size)
  const seed = Number(process.env.EQUIVALENCE_SEED ?? Date.now() % 2 ** 31)
  let compared = 0
  const run = await fc.check(
    fc.asyncProperty(fc.gen(), g =>
      compare(g, operations, (ours, merged, text) => {
        compared++
        if (!isDeepStrictEqual(ours, merged)) throw new Error(`${text}\n${JSON.stringify({ ours, merged })}`)
      }),
    ),
    { numRuns: graphs, seed, endOnFailure: true },
  )
  if (run.failed) console.error(run.errorInstance)
  return [
    atMost(`different answers in ${compared} operations over ${graphs} graphs, seed ${seed}`, run.failed ? 1 : 0, 0),
    atMost('operations without a plan, of a thousand', (1000 * refusals.count) / (graphs * operations), 1),
  ]
}
