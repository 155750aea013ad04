import type { FormattedExecutionResult } from 'graphql'
import type { Run } from '../execution/run.ts'
import type { Projection } from './projection.ts'
import { RepeatedValues } from './repeated-values.ts'
import { shaped } from './shaped.ts'

/** What a request is answered with, for those who go on working with it, and as text for those who send it. */
export class Answer {
  readonly #projection: Projection
  readonly #run: Run
  #text: string | undefined

  constructor(projection: Projection, run: Run) {
    this.#projection = projection
    this.#run = run
  }

  result(): FormattedExecutionResult {
    return shaped(this.#projection, this.#run)
  }

  /** The answer as JSON, written at the first asking. */
  text(): string {
    return (this.#text ??= this.#written())
  }

  #written(): string {
    const { repeated } = this.#run
    if (repeated.size === 0) return JSON.stringify(this.result())
    const values = new RepeatedValues(repeated)
    return values.text(shaped(this.#projection, this.#run, values))
  }
}
