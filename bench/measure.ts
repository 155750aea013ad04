import { performance } from 'node:perf_hooks'

/** What a run of equal calls took. */
export interface Figures {
  /** Time of one call in milliseconds, by rank. */
  readonly p50: number
  readonly p99: number
  /** Calls answered in a second. */
  readonly rate: number
  /** CPU time of one call in milliseconds; NaN where it isn't told. */
  readonly cpu: number
}

export interface MeasureOptions {
  /** Calls before those that count. */
  readonly warmup: number
  /** Calls that count. */
  readonly calls: number
  /** Calls under way at once. */
  readonly concurrency: number
}

/** Makes a number of calls, some at once, after a warm-up that isn't counted. */
export async function measure(
  call: () => Promise<unknown>,
  { warmup, calls, concurrency }: MeasureOptions,
): Promise<Figures> {
  await repeat(call, { goesOn: upTo(warmup), concurrency })
  return repeat(call, { goesOn: upTo(calls), concurrency })
}

export interface MeasureForOptions {
  /** How long calls are made before they count, in milliseconds. */
  readonly warmup: number
  /** How long calls are made that count, in milliseconds. */
  readonly duration: number
  /** Calls under way at once. */
  readonly concurrency: number
  /** CPU time that those who answer have taken so far, in milliseconds. */
  readonly cpu?: (() => number) | undefined
}

/** Makes calls for a time, so that slow and fast ones are watched equally long. */
export async function measureFor(
  call: () => Promise<unknown>,
  { warmup, duration, concurrency, cpu }: MeasureForOptions,
): Promise<Figures> {
  await repeat(call, { goesOn: during(warmup), concurrency })
  return repeat(call, { goesOn: during(duration), concurrency, cpu })
}

/** The middle of some figures, which a disturbed round does not move. */
export const median = (values: readonly number[]): number => quantile(values, 1 / 2)

/** The figure below which a share of some figures is. */
export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN

/** Whether another call is to be made. */
type GoesOn = () => boolean

function upTo(count: number): GoesOn {
  let left = count
  return () => left-- > 0
}

function during(milliseconds: number): GoesOn {
  const end = performance.now() + milliseconds
  return () => performance.now() < end
}

interface Repetition extends Pick<MeasureForOptions, 'concurrency' | 'cpu'> {
  readonly goesOn: GoesOn
}

async function repeat(
  call: () => Promise<unknown>,
  { goesOn, concurrency, cpu = () => Number.NaN }: Repetition,
): Promise<Figures> {
  const times: number[] = []
  const taken = cpu()
  const begun = performance.now()
  async function caller(): Promise<void> {
    while (goesOn()) {
      const started = performance.now()
      await call()
      times.push(performance.now() - started)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, caller))
  const seconds = (performance.now() - begun) / 1000
  const sorted = Float64Array.from(times).sort()
  const rank = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { p50: rank(0.5), p99: rank(0.99), rate: times.length / seconds, cpu: (cpu() - taken) / times.length }
}
