import { setTimeout as pause } from 'node:timers/promises'
import { StartRefused } from '#platform/start-refused.ts'
import type { Batch, Delivery, Taken } from './delivery.ts'

export interface SendingOptions {
  readonly delivery: Delivery
  /** Called after each time that it was sent in vain, with the reason. */
  readonly inVain: (why: string) => void
  /** Ends it, though it is not taken. */
  readonly signal: AbortSignal
}

const shortestPause = 200
const longestPause = 10_000

/**
 * Sends a batch until the graph says that it is durable: after the pause that the graph asks for, or one that doubles
 * from 0.2 s up to 10 s. Null when the signal ends it; rejects when the graph will never take it.
 */
export async function sendUntilTaken(
  batch: Batch,
  { delivery, inVain, signal }: SendingOptions,
): Promise<Taken | null> {
  for (let wait = shortestPause; !signal.aborted; wait = Math.min(wait * 2, longestPause)) {
    const answer = await delivery.send(batch, signal)
    if (answer.kind === 'taken') return answer
    if (answer.kind === 'refused') throw new StartRefused(`The graph refused what the plant sent: ${answer.why}`)
    if (signal.aborted) break
    inVain(answer.why)
    await pause(answer.after ?? wait, undefined, { signal }).catch(() => {})
  }
  return null
}
