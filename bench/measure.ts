import { performance } from 'node:perf_hooks'

/** What a run of equal calls took. */
export interface Figures {
  /** Time of one call in milliseconds, by rank. */
  readonly p50: number
  readonly p99: number
  /** Calls answered in a second. */
  readonly rate: number
}

export interface MeasureOptions {
  readonly warmup: number
  readonly calls: number
  /** Calls under way at once. */
  readonly concurrency: number
}

/** Makes a number of calls, some at once, after a warm-up that isn't counted. */
export async function measure(
  call: () => Promise<unknown>,
  { warmup, calls, concurrency }: MeasureOptions,
): Promise<Figures> {
  await repeat(call, { count: warmup, concurrency })
  const started = performance.now()
  const times = await repeat(call, { count: calls, concurrency })
  const seconds = (performance.now() - started) / 1000
  const sorted = Float64Array.from(times).sort()
  const rank = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { p50: rank(0.5), p99: rank(0.99), rate: calls / seconds }
}

async function repeat(
  call: () => Promise<unknown>,
  { count, concurrency }: { readonly count: number; readonly concurrency: number },
): Promise<number[]> {
  const times: number[] = []
  let left = count
  async function caller(): Promise<void> {
    while (left-- > 0) {
      const started = performance.now()
      await call()
      times.push(performance.now() - started)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, caller))
  return times
}
