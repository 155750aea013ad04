import { z } from 'zod'
import type { RunningSubgraph } from '#platform/run-subgraph.ts'
import { SubscriptionRefused } from '#platform/subscribe.ts'
import { refusedBy } from '../planning/request-refused.ts'
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
    async listen({ query, operationName, variables }, { principal }) {
      const request = { query, operationName, variables: variablesShape.parse(JSON.parse(variables)) }
      try {
        return await subgraph.subscribe(request, principal)
      } catch (error) {
        throw error instanceof SubscriptionRefused ? refusedBy(error.answer.errors ?? []) : error
      }
    },
    close: async () => {},
  }
}
