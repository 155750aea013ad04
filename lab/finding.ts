/** What an experiment found of one promise in the catalogue of what must hold. */
export interface Finding {
  /** A sentence of what was looked at. */
  readonly what: string
  readonly found: string
  readonly toReach: string
  readonly held: boolean
}

/** Tries a promise at a size: 1 is the long form, less is shorter. */
export type Experiment = (size: number) => Promise<readonly Finding[]>

/** A figure that may be at most so much. */
export const atMost = (what: string, found: number, most: number): Finding => ({
  what,
  found: Number.isInteger(found) ? `${found}` : found.toFixed(2),
  toReach: `at most ${most}`,
  held: found <= most,
})
