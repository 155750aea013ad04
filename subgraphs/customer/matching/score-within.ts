import { Fault } from '#platform/errors.ts'

/** Reads the least score that is asked for. */
export function scoreWithin(score: number): number {
  if (!(score >= 0 && score <= 1)) throw new Fault('BAD_USER_INPUT', `minScore is ${score}; it can be 0 to 1.`)
  return score
}
