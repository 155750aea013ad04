import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { migrateAll } from '../../commands/migrate-all.ts'
import { plants } from '../../demo/world/plants.ts'
import { startPostgres } from '#platform/embedded-postgres.ts'
import type { Bench } from '../bench.ts'
import { median } from '../measure.ts'
import { table } from '../table.ts'
import { byHand } from './by-hand.ts'
import { fillSchedule } from './fill-schedule.ts'
import { graphPlan } from './graph-plan.ts'
import type { Planner } from './planner.ts'

/** The material plan of each plant, by the graph and by hand-written SQL for the same explosion and netting. */
export const material: Bench = async ({ quick }) => {
  const directory = await mkdtemp(join('/var/tmp', 'autograph-bench-'))
  const postgres = await startPostgres({ directory })
  try {
    await migrateAll(postgres.url)
    const cars = quick ? 5_000 : 50_000
    await fillSchedule(postgres.url, cars)
    const [graph, hand] = [await graphPlan(postgres.url), await byHand(postgres.url)]
    try {
      console.log(`${cars} cars over ${plants.length} plants.\n`)
      console.log(
        table(['plant', 'lines', 'first s', 's', 'by hand s', 'by hand = 1'], await rowsOf(graph, hand, quick ? 1 : 3)),
      )
      console.log(`\nLoad average of a minute: ${loadavg()[0]?.toFixed(1)}.\n`)
    } finally {
      await graph.close()
      await hand.close()
    }
  } finally {
    await postgres.stop()
    await rm(directory, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** A row for each plant: the first plan, which reserves parts, then the medians of some more in turn. */
async function rowsOf(graph: Planner, hand: Planner, rounds: number): Promise<string[][]> {
  const rows: string[][] = []
  for (const { id } of plants) {
    const expected = await hand.plan(id)
    const first = await timed(graph, id, expected)
    const times: number[] = []
    const byHandTimes: number[] = []
    for (let round = 0; round < rounds; round++) {
      times.push(await timed(graph, id, expected))
      byHandTimes.push(await timed(hand, id, expected))
    }
    const [one, other] = [median(times), median(byHandTimes)]
    rows.push([
      id,
      String(expected.length),
      ...[first, one, other].map(each => each.toFixed(2)),
      (one / other).toFixed(1),
    ])
  }
  return rows
}

/** The seconds that a plan takes; ends with an error unless it has the lines that are expected. */
async function timed(planner: Planner, plant: string, expected: readonly string[]): Promise<number> {
  const begun = performance.now()
  const lines = await planner.plan(plant)
  const seconds = (performance.now() - begun) / 1000
  if (lines.join() !== expected.join()) {
    const other = lines.find((line, nth) => line !== expected[nth])
    throw new Error(`of ${plant} the one has ${lines.length} lines, the other ${expected.length}, first ${other}`)
  }
  return seconds
}
