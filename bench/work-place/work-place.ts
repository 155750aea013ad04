import { availableParallelism, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Bench } from '../bench.ts'
import { openBenchDatabase } from '../database.ts'
import { inTurn, measureInTurn, resultHead, resultRow } from '../flagship/rounds.ts'
import { demandSameAnswers } from '../flagship/same-answers.ts'
import { byHand, oneProcess, type Variant } from '../flagship/variants.ts'
import { table } from '../table.ts'
import { workPlaceQuestions } from './questions.ts'

/** What a work place is shown when a tag is read, by the graph and by hand-written SQL. */
export const workPlace: Bench = async ({ quick }) => {
  const database = await openBenchDatabase()
  const variants: Variant[] = []
  try {
    const file = fileURLToPath(import.meta.resolve('./by-hand.ts'))
    variants.push(await byHand(database.url, file), await oneProcess(database.url))
    const asked = await workPlaceQuestions(database.url)
    await demandSameAnswers(variants, [...asked.values()].flat())
    const pace = quick ? { rounds: 1, warmup: 500, duration: 1000 } : { rounds: 7, warmup: 700, duration: 2500 }
    const rows: string[][] = []
    for (const [name, questions] of asked)
      for (const concurrency of [1, 8]) {
        const [first] = questions
        if (first === undefined) throw new Error('no car of the data carries a tag')
        const turning = variants.map(variant => inTurn(variant, questions))
        for (const result of await measureInTurn(turning, first, { ...pace, concurrency }))
          rows.push(resultRow(name, concurrency, result))
      }
    console.log(table(resultHead, rows))
    console.log(`
Medians of ${pace.rounds} rounds in turn, on ${availableParallelism()} cores that the callers and PostgreSQL share.
Load average of a minute: ${loadavg()[0]?.toFixed(2)}.\n`)
  } finally {
    await Promise.all(variants.map(each => each.stop()))
    await database.close()
  }
}
