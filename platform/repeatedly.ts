import { setTimeout as pause } from 'node:timers/promises'

/**
 * Does something again and again. A round gives the pause until the next one, in milliseconds; one that fails does so
 * by `failed`, which is not asked once it ends. Returns what ends it, after the round that is under way.
 */
export function repeatedly(
  round: (signal: AbortSignal) => Promise<number>,
  failed: (error: unknown) => number,
): () => Promise<void> {
  const stopping = new AbortController()
  const { signal } = stopping
  async function run(): Promise<void> {
    while (!signal.aborted) {
      const wait = await round(signal).catch((error: unknown) => (signal.aborted ? 0 : failed(error)))
      if (wait > 0) await pause(wait, undefined, { signal }).catch(() => {})
    }
  }
  const running = run()
  return async () => {
    stopping.abort()
    await running
  }
}
