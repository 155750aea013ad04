import { z } from 'zod'
import type { RunningSubgraph } from '#platform/run-subgraph.ts'
import { SubscriptionRefused } from '#platform/subscribe.ts'
import { refusedBy } from '../planning/request-refused.ts'
import type { SubgraphRequest } from './run.ts'
import type { Source } from './source.ts'

const variablesShape = z.record(z.string(), z.unknown())

const read = ({ query, operationName, variables, extensions }: SubgraphRequest) => ({
  query,
  operationName,
  variables: variablesShape.parse(JSON.parse(variables)),
  ...(extensions === undefined ? {} : { extensions: { ...extensions } }),
})

/** Asks a subgraph of this process, without HTTP. */
export function inProcessSource(subgraph: RunningSubgraph): Source {
  return {
    async ask(request, { principal }) {
      return subgraph.execute(read(request), principal)
    },
    async listen(request, { principal }) {
      try {
        return await subgraph.subscribe(read(request), principal)
      } catch (error) {
        throw error instanceof SubscriptionRefused ? refusedBy(error.answer.errors ?? []) : error
      }
    },
    close: async () => {},
  }
}
