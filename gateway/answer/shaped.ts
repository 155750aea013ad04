import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql'
import type { Run } from '../execution/run.ts'
import type { Projection, Violation } from './projection.ts'

/** The answer in the client's shape out of what a run has gathered, with its errors. */
export function shaped(
  projection: Projection,
  { data, errors }: Pick<Run, 'data' | 'errors'>,
): FormattedExecutionResult {
  const violations: Violation[] = []
  const answer = projection(data, violations)
  const all = violations.length === 0 ? errors : [...errors, ...violations.filter(each => isNews(each, errors))]
  return { ...(all.length === 0 ? {} : { errors: all }), data: answer }
}

/** A null is only told of when no error of a subgraph explains it. */
function isNews(violation: Violation, errors: readonly GraphQLFormattedError[]): boolean {
  if (violation.extensions !== undefined) return true
  return !errors.some(({ path = [] }) => violation.path.every((key, index) => key === path[index]) || path.length === 0)
}
