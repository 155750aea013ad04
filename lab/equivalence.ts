import * as fc from 'fast-check'
import { isDeepStrictEqual } from 'node:util'
import { compare, refusals } from '../test/gateway/equivalence/equivalence.ts'
import { atMost, type Experiment } from './finding.ts'

/** Operations over each made-up graph: more of them cost less than more graphs. */
const operations = 100

/**
 * The gateway answers what one server with the merged schema would: made-up graphs with made-up data, a hundred
 * operations over each. A graph is known by its seed alone, so that a difference can be seen again.
 */
export const equivalence: Experiment = async size => {
  const graphs = Math.ceil(1000 * size)
  let compared = 0
  const differences = new Map<number, string>()
  for (let seed = 0; seed < graphs; seed++) {
    const property = fc.asyncProperty(fc.gen(), g =>
      compare(g, operations, (engine, merged, text) => {
        compared++
        if (isDeepStrictEqual(engine, merged)) return
        const told = [text, JSON.stringify(engine), JSON.stringify(merged)].join('\n')
        if (!differences.has(seed)) console.error(`seed ${seed}: ${told}\n`)
        differences.set(seed, told)
      }),
    )
    const { failed, errorInstance } = await fc.check(property, { seed, numRuns: 1, endOnFailure: true })
    if (failed) {
      console.error(`seed ${seed}:`, errorInstance)
      differences.set(seed, String(errorInstance))
    }
    if ((seed + 1) % 50 === 0) console.error(`seeds 0 to ${seed}: ${compared} cases, ${refusals.count} refused`)
  }
  return [
    atMost(`of ${compared} operations, seeds 0 to ${graphs - 1}: graphs with a difference`, differences.size, 0),
    atMost('refused as unplannable, for each thousand', (refusals.count * 1000) / (compared + refusals.count), 1),
  ]
}
