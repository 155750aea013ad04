import type { RunningSubgraph } from '#platform/run-subgraph.ts'
import type { Source } from './source.ts'

/** Asks a subgraph of this process: no HTTP, no text in between. */
export function inProcessSource(subgraph: RunningSubgraph): Source {
  return {
    async process({ request, context }) {
      const { query, variables, operationName } = request
      return subgraph.execute({ query, variables, operationName }, context.principal)
    },
  }
}
