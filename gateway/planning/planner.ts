import { QueryPlanner, type PlanNode } from '@graphql-hive/router-query-planner'
import { parse, visit, type DocumentNode } from 'graphql'
import { Fault } from '#platform/errors.ts'
import { log } from '#platform/log.ts'
import type { Override } from './overrides.ts'

export type { PlanNode } from '@graphql-hive/router-query-planner'

/** An operation to be planned: its text, and which of its operations is meant. */
export interface Planned {
  readonly text: string
  readonly operationName: string | null
  readonly override: Override
}

export interface PlannerOptions {
  /** Longest time that one plan may take, in milliseconds; a longer one is given up. @default 2000 */
  readonly deadline?: number
}

/** Makes query plans over one supergraph, away from the event loop. */
export interface Planner {
  /** The schema as clients see it, without what is inaccessible. */
  readonly clientSchema: DocumentNode
  /** The shares of traffic, in percent, for which the supergraph moves fields to another subgraph. */
  readonly overridePercentages: readonly number[]
  /** The steps that answer an operation, or nothing when no subgraph is needed. */
  plan(operation: Planned): Promise<PlanNode | undefined>
}

export function createPlanner(supergraph: string, { deadline = 2000 }: PlannerOptions = {}): Planner {
  const planner = new QueryPlanner(supergraph)
  return {
    clientSchema: withoutMetaFields(parse(planner.consumerSchema, { noLocation: true })),
    overridePercentages: planner.overridePercentages,
    async plan({ text, operationName, override: { labels, percentage } }) {
      const signal = AbortSignal.timeout(deadline)
      try {
        const plan = await planner.planAsync(text, operationName, new Set(labels), percentage, signal)
        return plan.node ?? undefined
      } catch (error) {
        if (signal.aborted) throw new Fault('OPERATION_TOO_COMPLEX', `No plan was found within ${deadline} ms.`)
        log.error({ err: error, operation: text }, 'an operation that cannot be planned')
        throw new Fault('OPERATION_UNPLANNABLE', 'No plan was found for this operation.')
      }
    },
  }
}

/** The planner lists the fields of introspection among those of the root, where every schema has them already. */
const withoutMetaFields = (schema: DocumentNode): DocumentNode =>
  visit(schema, { FieldDefinition: node => (node.name.value.startsWith('__') ? null : undefined) })
