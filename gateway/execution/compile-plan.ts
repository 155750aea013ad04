import type { EntityBatchAlias, FetchNode, PlanNode } from '@graphql-hive/router-query-planner'
import { contextualFetch } from '../contexts/contextual-fetch.ts'
import { entityFetch } from './entity-fetch.ts'
import type { PlanSchema } from './plan-schema.ts'
import { rootFetch } from './root-fetch.ts'
import type { Step } from './run.ts'

/** Turns a query plan, once, into the function that carries it out. */
export function compilePlan(node: PlanNode, schema: PlanSchema): Step {
  switch (node.kind) {
    case 'Fetch':
      return rootFetch(node, schema)
    case 'BatchFetch':
      return entityFetch(node, schema, node.entityBatch.aliases)
    case 'Flatten': {
      const fetch = node.node
      if (fetch.kind !== 'Fetch') throw unexpected(`${fetch.kind} inside a Flatten`)
      const entities = entitiesOf(fetch, node.path)
      const takes = fetch.variableUsages?.some(name => schema.sources?.has(name) === true) === true
      return takes ? contextualFetch(fetch, entities, schema) : entityFetch(fetch, schema, [entities])
    }
    case 'Sequence': {
      const steps = node.nodes.map(each => compilePlan(each, schema))
      return async run => {
        for (const step of steps) await step(run)
      }
    }
    case 'Parallel': {
      const steps = node.nodes.map(each => compilePlan(each, schema))
      return async run => {
        await Promise.all(steps.map(step => step(run)))
      }
    }
    case 'Condition': {
      const { condition, ifClause, elseClause } = node
      const yes = ifClause == null ? undefined : compilePlan(ifClause, schema)
      const no = elseClause == null ? undefined : compilePlan(elseClause, schema)
      return async run => (run.variables[condition] === true ? yes : no)?.(run)
    }
    case 'Subscription':
    case 'Defer':
      throw unexpected(node.kind)
  }
}

function entitiesOf(
  { requires = [], inputRewrites = [], outputRewrites = [] }: FetchNode,
  path: EntityBatchAlias['paths'][number],
): EntityBatchAlias {
  const representationsVariableName = 'representations'
  return { alias: '_entities', representationsVariableName, paths: [path], requires, inputRewrites, outputRewrites }
}

const unexpected = (what: string): Error => new Error(`a plan has ${what}, which cannot be executed`)
