import { availableParallelism, loadavg } from 'node:os'
import type { Bench } from '../bench.ts'
import { openBenchDatabase } from '../database.ts'
import { table } from '../table.ts'
import { questions } from './questions.ts'
import { measureInTurn, resultHead, resultRow } from './rounds.ts'
import { demandSameAnswers } from './same-answers.ts'
import { countStatements } from './statement-counts.ts'
import { byHand, oneProcess, sixProcesses, type Variant } from './variants.ts'

/** One car's whole story and a list of fifty cars, by the graph and by hand-written SQL. */
export const flagship: Bench = async ({ quick }) => {
  const database = await openBenchDatabase()
  const variants: Variant[] = []
  try {
    for (const start of [byHand, oneProcess, sixProcesses]) variants.push(await start(database.url))
    await demandSameAnswers(variants, questions)
    console.log('All variants give the same answers.\n')
    const pace = quick ? { rounds: 1, warmup: 500, duration: 1000 } : { rounds: 7, warmup: 700, duration: 2500 }
    console.log(await timesOf(variants, pace))
    console.log(await costsOf(variants, database.url))
  } finally {
    await Promise.all(variants.map(each => each.stop()))
    await database.close()
  }
}

async function timesOf(
  variants: readonly Variant[],
  pace: { rounds: number; warmup: number; duration: number },
): Promise<string> {
  const rows: string[][] = []
  const before = load()
  for (const question of questions)
    for (const concurrency of [1, 8])
      for (const result of await measureInTurn(variants, question, { ...pace, concurrency }))
        rows.push(resultRow(question.name, concurrency, result))
  return `${table(resultHead, rows)}

Medians of ${pace.rounds} rounds in turn, on ${availableParallelism()} cores that the callers and PostgreSQL share.
Load average of a minute: ${before} before, ${load()} after.\n`
}

async function costsOf(variants: readonly Variant[], databaseUrl: string): Promise<string> {
  const memory = variants.map(each => [each.name, each.memory().toFixed(0)])
  const counts = [...(await countStatements(databaseUrl, questions))].map(([question, { byHand, graph }]) => [
    question.name,
    String(byHand),
    String(graph),
  ])
  return `${table(['memory after the load', 'RSS in MB'], memory)}

${table(['statements of a request', 'by hand', 'graph'], counts)}\n`
}

const load = (): string => (loadavg()[0] ?? Number.NaN).toFixed(2)
