import { z } from 'zod'
import type { RunningSubgraph } from '#platform/run-subgraph.ts'
import type { Source } from './source.ts'

const variablesShape = z.record(z.string(), z.unknown())

/** Asks a subgraph of this process, without HTTP. */
export function inProcessSource(subgraph: RunningSubgraph): Source {
  return {
    async ask({ query, operationName, variables }, { principal }) {
      return subgraph.execute(
        { query, operationName, variables: variablesShape.parse(JSON.parse(variables)) },
        principal,
      )
    },
    close: async () => {},
  }
}
