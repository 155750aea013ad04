import { measureFor, median, type Figures } from '../measure.ts'
import type { Question } from './questions.ts'
import type { Variant } from './variants.ts'

/** What one variant took for one question, by the medians of the rounds. */
export interface Result extends Figures {
  readonly variant: Variant
  /** How many times the p50 of the first variant. */
  readonly slower: number
  /** How many times the calls per second the first variant answers. */
  readonly fewer: number
}

export interface RoundOptions {
  readonly rounds: number
  readonly warmup: number
  readonly duration: number
  readonly concurrency: number
}

/** Measures the variants in turn, several times, so that a drift of the machine meets all of them alike. */
export async function measureInTurn(
  variants: readonly Variant[],
  question: Question,
  { rounds, ...options }: RoundOptions,
): Promise<readonly Result[]> {
  const taken: (readonly Figures[])[] = []
  for (let round = 0; round < rounds; round++) {
    const figures: Figures[] = []
    for (const variant of variants) figures.push(await measureFor(() => variant.ask(question), options))
    taken.push(figures)
  }
  return variants.map((variant, index) => {
    const over = (read: (own: Figures, first: Figures) => number): number =>
      median(
        taken.flatMap(figures => {
          const [own, first] = [figures[index], figures[0]]
          return own === undefined || first === undefined ? [] : [read(own, first)]
        }),
      )
    return {
      variant,
      p50: over(own => own.p50),
      p99: over(own => own.p99),
      rate: over(own => own.rate),
      slower: over((own, first) => own.p50 / first.p50),
      fewer: over((own, first) => first.rate / own.rate),
    }
  })
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
