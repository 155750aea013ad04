import { setTimeout as pause } from 'node:timers/promises'
import { measure } from '../bench/measure.ts'
import { startFaultyGraph } from '../test/kit/faulty-graph.ts'
import type { Trouble } from '../test/kit/trouble.ts'
import { collectGarbage } from './collect-garbage.ts'
import { atMost, type Experiment } from './finding.ts'

const part = (
  field: string,
  type: string,
): { readonly sdl: string; readonly resolvers: Record<string, Record<string, unknown>> } => ({
  sdl: `type Query { ${field}: ${type} } type ${type} @key(fields: "id") { id: ID! ${field}Name: String }`,
  resolvers: { Query: { [field]: () => ({ id: '1', [`${field}Name`]: field }) } },
})

const others = '{ b { bName } c { cName } d { dName } }'
const withHung = '{ a { aName } b { bName } }'
const withoutHung = '{ b { bName } }'

/**
 * One subgraph hangs while two hundred requests a second ask it beside another: the others' times stay as if those
 * requests did not ask it at all, and so does the memory.
 */
export const hung: Experiment = async size => {
  const rounds = Math.max(3, Math.ceil(10 * size))
  const graph = await startFaultyGraph(
    { a: part('a', 'A'), b: part('b', 'B'), c: part('c', 'C'), d: part('d', 'D') },
    { deadline: 1000 },
  )
  /** The others' 99th percentile while a second load asks its question. */
  const p99 = async (question: string, trouble: Trouble): Promise<number> => {
    await graph.proxy('a').trouble(trouble)
    const load = new AbortController()
    const second = (async () => {
      const waiting = new Set<Promise<unknown>>()
      while (!load.signal.aborted) {
        const asked: Promise<unknown> = graph.ask(question).finally(() => waiting.delete(asked))
        waiting.add(asked)
        await pause(5)
      }
      await Promise.all(waiting)
    })()
    const figures = await measure(async () => graph.ask(others), {
      warmup: 100,
      calls: Math.ceil(3000 * size) + 500,
      concurrency: 16,
    })
    load.abort()
    await second
    await graph.proxy('a').trouble('none')
    // The breaker's pause passes, so that the next round begins with all well.
    await pause(1200)
    await graph.ask(withHung)
    return figures.p99
  }
  await p99(withHung, 'none')
  collectGarbage()
  const before = process.memoryUsage().heapUsed
  const well: number[] = []
  const ill: number[] = []
  for (let round = 0; round < rounds; round++) {
    well.push(await p99(withoutHung, 'none'))
    ill.push(await p99(withHung, 'hang'))
  }
  collectGarbage()
  const grown = (process.memoryUsage().heapUsed - before) / 1e6
  await graph.stop()
  const median = (values: readonly number[]): number =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
  return [
    atMost(
      `p99 of the others with one hung (${median(ill).toFixed(1)} ms) over it not asked (${median(well).toFixed(1)} ms)`,
      median(ill) / median(well),
      1.2,
    ),
    atMost('growth of the heap in MB', grown, 10),
  ]
}
