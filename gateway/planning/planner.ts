import { QueryPlanner, type PlanNode } from '@graphql-hive/router-query-planner'
import { parse, visit, type DocumentNode } from 'graphql'
import { Fault } from '#platform/errors.ts'
import { log } from '#platform/log.ts'
import { addSupergraph, forgetSupergraph, PlanningFailed, planApart } from './planning-process.ts'
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
  /** The supergraph as plans are made over it, where that is not what clients see. @default the supergraph */
  readonly planned?: string
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

export function createPlanner(
  supergraph: string,
  { deadline = 2000, planned = supergraph }: PlannerOptions = {},
): Planner {
  const { consumerSchema, overridePercentages } = new QueryPlanner(supergraph)
  const known = addSupergraph(planned)
  const planner: Planner = {
    clientSchema: withoutMetaFields(parse(consumerSchema, { noLocation: true })),
    overridePercentages,
    async plan({ text, operationName, override: { labels, percentage } }) {
      try {
        return await planApart(known, { text, operationName, labels: [...labels], percentage }, deadline)
      } catch (error) {
        if (error instanceof PlanningFailed && error.late)
          throw new Fault('OPERATION_TOO_COMPLEX', `No plan was found within ${deadline} ms.`)
        log.error({ err: error, operation: text }, 'an operation that cannot be planned')
        throw new Fault('OPERATION_UNPLANNABLE', 'No plan was found for this operation.')
      }
    },
  }
  unused.register(planner, known)
  return planner
}

const unused = new FinalizationRegistry<number>(forgetSupergraph)

/** The planner lists the fields of introspection among those of the root, where every schema has them already. */
const withoutMetaFields = (schema: DocumentNode): DocumentNode =>
  visit(schema, { FieldDefinition: node => (node.name.value.startsWith('__') ? null : undefined) })
