import { measureFor, median, quantile, type Figures } from '../measure.ts'
import type { Question } from './questions.ts'
import type { Variant } from './variants.ts'

/** What one variant took for one question, by the medians of the rounds. */
export interface Result extends Figures {
  readonly variant: Variant
  /** How many times the p50 of the first variant. */
  readonly slower: number
  /** How many times the calls per second the first variant answers. */
  readonly fewer: number
  /** How many times the CPU time of the first variant. */
  readonly dearer: number
  /** Between what these are with 95% certainty, by how far the rounds differ. */
  readonly within: { readonly slower: Interval; readonly fewer: Interval; readonly dearer: Interval }
}

type Interval = readonly [number, number]

export interface RoundOptions {
  readonly rounds: number
  readonly warmup: number
  readonly duration: number
  readonly concurrency: number
  /** CPU time that has been taken for a variant so far, in milliseconds. */
  readonly cpu?: (variant: Variant) => number
}

/**
 * Measures the variants in turn, several times and every other time from the last to the first, so that a drift of the
 * machine meets all of them alike.
 */
export async function measureInTurn(
  variants: readonly Variant[],
  question: Question,
  { rounds, cpu, ...options }: RoundOptions,
): Promise<readonly Result[]> {
  const taken: (readonly Figures[])[] = []
  for (let round = 0; round < rounds; round++) {
    const figures = new Map<Variant, Figures>()
    for (const variant of round % 2 === 0 ? variants : variants.toReversed())
      figures.set(
        variant,
        await measureFor(() => variant.ask(question), { ...options, cpu: cpu && (() => cpu(variant)) }),
      )
    taken.push(variants.flatMap(variant => figures.get(variant) ?? []))
  }
  return variants.map((variant, index) => {
    const each = (read: (own: Figures, first: Figures) => number): readonly number[] =>
      taken.flatMap(figures => {
        const [own, first] = [figures[index], figures[0]]
        return own === undefined || first === undefined ? [] : [read(own, first)]
      })
    const slower = each((own, first) => own.p50 / first.p50)
    const fewer = each((own, first) => first.rate / own.rate)
    const dearer = each((own, first) => own.cpu / first.cpu)
    return {
      variant,
      p50: median(each(own => own.p50)),
      p99: median(each(own => own.p99)),
      rate: median(each(own => own.rate)),
      cpu: median(each(own => own.cpu)),
      slower: median(slower),
      fewer: median(fewer),
      dearer: median(dearer),
      within: { slower: medianWithin(slower), fewer: medianWithin(fewer), dearer: medianWithin(dearer) },
    }
  })
}

/** Half of what is measured is below the median: so many of n are, give or take twice the deviation of n coins. */
function medianWithin(values: readonly number[]): Interval {
  const off = 0.98 / Math.sqrt(values.length)
  return [quantile(values, Math.max(0, 1 / 2 - off)), quantile(values, Math.min(0.999, 1 / 2 + off))]
}

/** A variant that is asked of one after the other, such as one car after the next. */
export function inTurn(variant: Variant, questions: readonly Question[]): Variant {
  let asked = 0
  return { ...variant, ask: first => variant.ask(questions[asked++ % questions.length] ?? first) }
}

/** What the columns of a table of results are called. */
export const resultHead = ['question', 'callers', 'variant', 'p50 ms', 'by hand', 'p99 ms', 'calls/s', 'by hand']

/** A result as a line of such a table. */
export const resultRow = (question: string, callers: number, result: Result): string[] => [
  question,
  String(callers),
  result.variant.name,
  result.p50.toFixed(2),
  `${result.slower.toFixed(2)} x`,
  result.p99.toFixed(2),
  result.rate.toFixed(0),
  `1/${result.fewer.toFixed(2)}`,
]
