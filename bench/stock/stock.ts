import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrateAll } from '../../commands/migrate-all.ts'
import { startPostgres } from '#platform/embedded-postgres.ts'
import type { Bench } from '../bench.ts'
import { measure, median } from '../measure.ts'
import { table } from '../table.ts'
import { byHand } from './by-hand.ts'
import { fillStock } from './fill-stock.ts'
import { graphLists } from './graph-lists.ts'
import type { StockLists } from './stock-lists.ts'
import { sorts, stockQuestions, type Sort, type StockQuestion } from './questions.ts'

/** Pages and counts of a maker's cars by every filter and in every order, by the graph and by hand-written SQL. */
export const stock: Bench = async ({ quick, only }) => {
  const directory = await mkdtemp(join(tmpdir(), 'autograph-bench-'))
  const postgres = await startPostgres({ directory })
  try {
    await migrateAll(postgres.url)
    const cars = quick ? 20_000 : 200_000
    await fillStock(postgres.url, cars)
    const variants: Variants = { graph: await graphLists(postgres.url), hand: await byHand(postgres.url) }
    try {
      const questions = stockQuestions.filter(({ name }) => only?.includes(name) ?? true)
      const pace = quick ? { rounds: 1, calls: 8 } : { rounds: 3, calls: 10 }
      console.log(`${cars} cars; the second page of twenty, p50 in ms, by hand = 1.\n`)
      console.log(await tableOf(variants, { pace, questions }))
      console.log(`\nLoad average of a minute: ${loadavg()[0]?.toFixed(1)}.\n`)
    } finally {
      await variants.graph.close()
      await variants.hand.close()
    }
  } finally {
    await postgres.stop()
    await rm(directory, { recursive: true, force: true, maxRetries: 5 })
  }
}

interface Variants {
  readonly graph: StockLists
  readonly hand: StockLists
}

interface Pace {
  readonly rounds: number
  /** Calls of a round that count, one after the other. */
  readonly calls: number
}

const orders = ['CHANGED', 'STOCK_AGE', 'BUILT', 'MODEL'] as const satisfies readonly Sort[]

async function tableOf(
  variants: Variants,
  { pace, questions }: { readonly pace: Pace; readonly questions: readonly StockQuestion[] },
): Promise<string> {
  const rows: string[][] = []
  for (const question of questions) {
    const row = [question.name]
    for (const sort of orders) {
      const pages = await sameAnswers(variants, question, sort)
      row.push(await inTurn(pace, pages.graph, pages.hand))
    }
    row.push(
      await inTurn(
        pace,
        () => variants.graph.count(question),
        () => variants.hand.count(question),
      ),
    )
    rows.push(row)
  }
  return table(['filter', ...Object.keys(sorts), 'counts'], rows)
}

/** Reads the second page by both, and ends with an error unless they are equal. */
async function sameAnswers({ graph, hand }: Variants, question: StockQuestion, sort: Sort) {
  const [byGraph, byHand] = [await graph.page(question, sort), await hand.page(question, sort)]
  const [one, other] = [await byGraph(), await byHand()]
  if (one.join() !== other.join())
    throw new Error(`${question.name} by ${sort}: the graph has ${one.join(' ')}, by hand it is ${other.join(' ')}`)
  return { graph: byGraph, hand: byHand }
}

type Call = () => Promise<unknown>

/** The time of a call of the graph and how many times that by hand it is: the medians of rounds in turn. */
async function inTurn({ rounds, calls }: Pace, graph: Call, hand: Call): Promise<string> {
  const times: number[] = []
  const ratios: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const pace = { warmup: round === 0 ? 8 : 1, calls, concurrency: 1 }
    const byGraph = (await measure(graph, pace)).p50
    const byHand = (await measure(hand, pace)).p50
    times.push(byGraph)
    ratios.push(byGraph / byHand)
  }
  return `${median(times).toFixed(1)} (${median(ratios).toFixed(1)})`
}
