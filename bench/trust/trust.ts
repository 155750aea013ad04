import { availableParallelism, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Bench } from '../bench.ts'
import { openBenchDatabase } from '../database.ts'
import { questions } from '../flagship/questions.ts'
import { measureFor } from '../measure.ts'
import { measureInTurn } from '../flagship/rounds.ts'
import { demandSameAnswers } from '../flagship/same-answers.ts'
import { oneProcess, type Variant } from '../flagship/variants.ts'
import { findServerProcesses } from '../server-processes.ts'
import { table } from '../table.ts'
import { letOwnerSeeAll } from './stand-in.ts'

const file = fileURLToPath(import.meta.resolve('./program.ts'))

/** What it costs one car's whole story that the graph knows who asks, and writes down who was shown whom. */
export const trust: Bench = async ({ quick }) => {
  const database = await openBenchDatabase()
  const end = await letOwnerSeeAll(database.url)
  const variants: Variant[] = []
  try {
    for (const less of ['unchecked', 'unrecorded'])
      variants.push(await oneProcess(database.url, { name: less, file, args: [less] }))
    variants.push(await oneProcess(database.url, { name: 'as it runs' }))
    const [story] = questions
    if (story === undefined) throw new Error('there is no question')
    await demandSameAnswers(variants, [story])
    console.log('All variants give the same answers.\n')
    const pace = quick ? { rounds: 2, warmup: 100, duration: 500 } : { rounds: 48, warmup: 50, duration: 300 }
    const before = load()
    const server = await findServerProcesses(database.url)
    const cpu = (variant: Variant): number => variant.cpu() + server.cpu()
    // Programs go on getting faster for some hundred calls.
    for (const each of variants)
      await measureFor(() => each.ask(story), { warmup: 0, duration: quick ? 500 : 4000, concurrency: 8 })
    const rows: string[][] = []
    for (const concurrency of [1, 8])
      for (const result of await measureInTurn(variants, story, { ...pace, concurrency, cpu })) {
        const { variant, p50, slower, rate, fewer, dearer, within } = result
        rows.push([
          String(concurrency),
          variant.name,
          p50.toFixed(2),
          withInterval(slower, within.slower),
          rate.toFixed(0),
          withInterval(fewer, within.fewer),
          result.cpu.toFixed(2),
          withInterval(dearer, within.dearer),
        ])
      }
    console.log(
      table(['callers', 'car story', 'p50 ms', 'x unchecked', 'calls/s', '1/unchecked', 'CPU ms', 'x unchecked'], rows),
    )
    console.log(`
Medians of ${pace.rounds} rounds in turn, ratios with the interval that holds them with 95% certainty, on ${availableParallelism()} cores that the callers and
PostgreSQL share; CPU is that of the program and of PostgreSQL, for one car story. Load average of a minute: ${before} before, ${load()} after.\n`)
  } finally {
    await Promise.all(variants.map(each => each.stop()))
    await end()
    await database.close()
  }
}

const withInterval = (ratio: number, [from, to]: readonly [number, number]): string =>
  `${ratio.toFixed(2)} (${from.toFixed(2)} to ${to.toFixed(2)})`

const load = (): string => (loadavg()[0] ?? Number.NaN).toFixed(2)
