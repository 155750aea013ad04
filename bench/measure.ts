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
  /** How long calls are made before they count, in milliseconds. */
  readonly warmup: number
  /** How long calls are made that count, in milliseconds. */
  readonly duration: number
  /** Calls under way at once. */
  readonly callers: number
}

/** Makes equal calls, each caller the next one as soon as it has its answer. */
export async function measure(
  call: () => Promise<unknown>,
  { warmup, duration, callers }: MeasureOptions,
): Promise<Figures> {
  await repeat(call, { duration: warmup, callers })
  const started = performance.now()
  const times = await repeat(call, { duration, callers })
  const seconds = (performance.now() - started) / 1000
  const sorted = Float64Array.from(times).sort()
  const rank = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { p50: rank(0.5), p99: rank(0.99), rate: times.length / seconds }
}

async function repeat(
  call: () => Promise<unknown>,
  { duration, callers }: Pick<MeasureOptions, 'duration' | 'callers'>,
): Promise<number[]> {
  const times: number[] = []
  const end = performance.now() + duration
  async function caller(): Promise<void> {
    for (let started = performance.now(); started < end; started = performance.now()) {
      await call()
      times.push(performance.now() - started)
    }
  }
  await Promise.all(Array.from({ length: callers }, caller))
  return times
}

/** The middle of some figures, which a disturbed round does not move. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
