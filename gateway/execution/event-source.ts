import type { PlanNode } from '@graphql-hive/router-query-planner'
import type { PlanSchema } from './plan-schema.ts'
import { rewriterOf } from './rewrites.ts'
import { clientError, requestHead, type Run, type SubgraphAnswer, type SubgraphRequest } from './run.ts'
import { mergeTree } from './tree.ts'
import { variablesText } from './variables.ts'

/** Where the events of a subscription come from. */
export interface EventSource {
  readonly subgraph: string
  requestFor(variables: Run['variables']): SubgraphRequest
  /** Puts an event into the answer that it begins. */
  take(event: SubgraphAnswer, run: Run): void
}

interface Split {
  readonly events: EventSource | undefined
  /** What is fetched for each event; for an operation without events, all. */
  readonly rest: PlanNode | undefined
}

/** Takes the source of events out of a plan; what is left is done for each of them. */
export function splitEvents(node: PlanNode | undefined, schema: PlanSchema): Split {
  const [first, ...others] = node?.kind === 'Sequence' ? node.nodes : [node]
  if (first?.kind !== 'Subscription') return { events: undefined, rest: node }
  const { serviceName, variableUsages = [], outputRewrites } = first.primary
  const head = requestHead(first.primary, schema)
  const output = rewriterOf(outputRewrites, schema.types)
  return {
    events: {
      subgraph: serviceName,
      requestFor: variables => ({ ...head, variables: variablesText(variables, variableUsages) }),
      take({ data, errors = [] }, run) {
        run.errors.push(...errors.map(error => clientError(error, error.path)))
        if (data == null) return
        output?.(data)
        mergeTree(run.data, data, schema.types)
      },
    },
    rest: others.length === 0 ? undefined : { kind: 'Sequence', nodes: others.filter(each => each !== undefined) },
  }
}
