import type { FormattedExecutionResult } from 'graphql'

const texts = new WeakMap<FormattedExecutionResult, string>()

/** Writes an answer out now, once for all whom it is sent to; nobody may change it afterwards. */
export function writeOnce(answer: FormattedExecutionResult): FormattedExecutionResult {
  texts.set(answer, JSON.stringify(answer))
  return answer
}

/** An answer as JSON. */
export const textOf = (answer: FormattedExecutionResult): string => texts.get(answer) ?? JSON.stringify(answer)
