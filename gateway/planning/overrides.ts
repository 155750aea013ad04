/** How fields move from one subgraph to another by `@override(label:)`. */
export interface OverrideOptions {
  /** The labels that are on: their fields come from the new subgraph. @default none */
  readonly labels?: readonly string[]
  /** Draws a number from 0 up to 1 for each operation; `percent(20)` is on below 0.2. @default Math.random */
  readonly draw?: () => number
}

/** What a plan is made for: the labels that are on, and a number of percent that stands for a whole range. */
export interface Override {
  readonly key: string
  readonly labels: ReadonlySet<string>
  readonly percentage: number
}

/** Gives each operation its override. Between two percentages of the supergraph all draws share one plan. */
export function overridesOf(
  percentages: readonly number[],
  { labels = [], draw = Math.random }: OverrideOptions = {},
): () => Override {
  const steps = [0, ...percentages.toSorted((a, b) => a - b)]
  const on = new Set(labels)
  const overrides = steps.map((percentage, index): Override => ({ key: `${index}`, labels: on, percentage }))
  const [first] = overrides
  if (first === undefined || overrides.length === 1) return () => first ?? { key: '', labels: on, percentage: 0 }
  return () => {
    const drawn = draw() * 100
    return overrides.findLast(({ percentage }) => percentage <= drawn) ?? first
  }
}
