import { randomBytes } from 'node:crypto'
import type { Violation } from './projection.ts'

/** Gives a value in the client's shape; undefined when its parent must be null. */
export type Complete = (value: unknown, violations: Violation[], repeated?: RepeatedValues) => unknown

// Nobody can know it: no value of a subgraph is taken for one of our marks. It needs no escaping in JSON.
const mark = randomBytes(18).toString('base64url')
const marks = new RegExp(`"${mark}(\\d+)"`, 'g')

/**
 * Values that stand at several places of one answer, because equal entities share what was fetched for them. Each is
 * shaped and written once: a mark takes its places until the answer is text.
 */
export class RepeatedValues {
  readonly #values: ReadonlySet<unknown>
  readonly #known = new Map<Complete, Map<unknown, string>>()
  readonly #texts: string[] = []

  constructor(values: ReadonlySet<unknown>) {
    this.#values = values
  }

  has(value: unknown): boolean {
    return this.#values.has(value)
  }

  /** The mark of a value in the shape that a function gives it; the shape itself when something is wrong in it. */
  shaped(value: unknown, complete: Complete, violations: Violation[]): unknown {
    const known = this.#known.get(complete) ?? new Map<unknown, string>()
    const before = known.get(value)
    if (before !== undefined) return before
    const count = violations.length
    const shape = complete(value, violations, this)
    // What is wrong is told of at each place where it stands.
    if (shape == null || violations.length > count) return shape
    const made = `${mark}${this.#texts.push(this.text(shape)) - 1}`
    this.#known.set(complete, known.set(value, made))
    return made
  }

  /** A shape as JSON, with what its marks stand for. */
  text(shape: unknown): string {
    return JSON.stringify(shape).replaceAll(marks, (_, index: string) => this.#texts[Number(index)] ?? 'null')
  }
}
