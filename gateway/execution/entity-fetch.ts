import type { BatchFetchNode, EntityBatchAlias, FetchNode } from '@graphql-hive/router-query-planner'
import { Fault } from '#platform/errors.ts'
import { blame, gather, groupOf, settle } from './entity-group.ts'
import type { PlanSchema } from './plan-schema.ts'
import { requestHead, type Step } from './run.ts'
import type { Tree } from './tree.ts'
import { variablesText } from './variables.ts'

/** A fetch that completes entities: all that stand at its places, each different one once. */
export function entityFetch(
  node: FetchNode | BatchFetchNode,
  schema: PlanSchema,
  aliases: readonly EntityBatchAlias[],
): Step {
  const { serviceName, operation, variableUsages = [] } = node
  const head = requestHead(node, schema)
  const groups = aliases.map(alias => groupOf(alias, operation, schema))
  return async run => {
    const gathered = groups.map(group => {
      const places = group.places.map(place => {
        const objects: Tree[] = []
        place.collect(run.data, objects)
        return objects
      })
      return gather(group, places, () => group.places.flatMap(place => place.paths(run.data)))
    })
    if (gathered.every(({ representations }) => representations.length === 0)) return
    const lists = gathered.map(
      ({ group, representations }) => `${JSON.stringify(group.variable)}:[${representations.join(',')}]`,
    )
    const request = { ...head, variables: variablesText(run.variables, variableUsages, lists) }
    try {
      const { data, errors = [] } = await run.ask(serviceName, request)
      for (const each of gathered) settle(run, each, { data, errors, serviceName, types: schema.types })
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      for (const each of gathered) blame(run, each, error)
    }
  }
}
