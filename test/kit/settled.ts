import { setTimeout as pause } from 'node:timers/promises'
import type { TestGraph } from './graph.ts'

/** Waits until every event that is due has reached every subgraph that reacts to it, for `patience` milliseconds at the most. */
export async function settledIn({ sql }: Pick<TestGraph, 'sql'>, patience = 15_000): Promise<void> {
  const deadline = Date.now() + patience
  for (;;) {
    const waiting = await sql(
      `select consumer, key, attempts, error from platform.delivery where attempts > 0 or not_before <= now()`,
    )
    if (waiting.length === 0) return
    if (Date.now() > deadline) throw new Error(`events were not delivered: ${JSON.stringify(waiting)}`)
    await pause(10)
  }
}
