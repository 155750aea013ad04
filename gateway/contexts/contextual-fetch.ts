import type { EntityBatchAlias, FetchNode } from '@graphql-hive/router-query-planner'
import type { GraphQLFormattedError } from 'graphql'
import { Fault } from '#platform/errors.ts'
import { blame, gather, groupOf, settle } from '../execution/entity-group.ts'
import type { AnswerPath } from '../execution/positions.ts'
import type { PlanSchema } from '../execution/plan-schema.ts'
import { errorFrom, requestHead, type Run, type Step } from '../execution/run.ts'
import { clientPath } from '../planning/plan-names.ts'
import { variablesText } from '../execution/variables.ts'
import { valueAt, type ContextSource } from './context-source.ts'
import { manyTimes } from './many-times.ts'
import { surroundedAt, type Surrounded } from './standing.ts'

/** Different values that one request carries at the most. */
const most = 50

/** A fetch that completes entities with what the objects around them say: those with equal values go together. */
export function contextualFetch(node: FetchNode, entities: EntityBatchAlias, schema: PlanSchema): Step {
  const { serviceName, operation, variableUsages = [] } = node
  const { types } = schema
  const taken = new Map<string, ContextSource>()
  for (const name of variableUsages) {
    const source = schema.sources?.get(name)
    if (source !== undefined) taken.set(name, source)
  }
  const given = variableUsages.filter(name => !taken.has(name))
  const depths = [...taken.values()].flatMap(({ candidates }) => candidates.map(({ depth }) => depth))
  const find = surroundedAt(entities.paths[0] ?? [], depths, types)
  const group = groupOf(entities, operation, schema)
  const own = [group.variable, ...taken.keys()]
  const heads = new Map<number, ReturnType<typeof requestHead>>()
  const headFor = (count: number): ReturnType<typeof requestHead> => {
    const head = heads.get(count) ?? requestHead({ ...node, operation: manyTimes(operation, count, own) }, schema)
    heads.set(count, head)
    return head
  }

  async function fetch(run: Run, alike: readonly Alike[]): Promise<void> {
    const gathered = alike.map(({ members }, index) => {
      const alias = { ...group, alias: `_${index}` }
      return gather(alias, [members.map(({ object }) => object)], () => members.map(({ path }) => path))
    })
    const lists = gathered.flatMap(({ representations }, index) => [
      `"${group.variable}_${index}":[${representations.join(',')}]`,
      ...[...taken.keys()].map(
        (name, place) => `"${name}_${index}":${JSON.stringify(alike[index]?.values[place] ?? null)}`,
      ),
    ])
    if (gathered.every(({ representations }) => representations.length === 0)) return
    const request = { ...headFor(alike.length), variables: variablesText(run.variables, given, lists) }
    try {
      const { data, errors = [] } = await run.ask(serviceName, request)
      for (const each of gathered) settle(run, each, { data, errors, serviceName, types })
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      for (const each of gathered) blame(run, each, error)
    }
  }

  return async run => {
    const byValues = new Map<string, Alike>()
    for (const each of find(run.data)) {
      const values = [...taken.values()].map(source => valueFor(source, each, { run, types }))
      const missing = values.find(value => value instanceof Missing)
      if (missing !== undefined) {
        for (const field of group.fields) run.errors.push(missing.at([...each.path, field]))
        continue
      }
      const key = JSON.stringify(values)
      const known = byValues.get(key)
      if (known === undefined) byValues.set(key, { values, members: [each] })
      else known.members.push(each)
    }
    const all = [...byValues.values()]
    const requests = Array.from({ length: Math.ceil(all.length / most) }, (_, index) =>
      fetch(run, all.slice(index * most, (index + 1) * most)),
    )
    await Promise.all(requests)
  }
}

/** Objects around which equal values stand. */
interface Alike {
  readonly values: readonly unknown[]
  readonly members: Surrounded[]
}

/** A value that isn't there, and what that means for the field that takes it. */
class Missing {
  readonly at: (path: AnswerPath) => GraphQLFormattedError

  constructor(at: Missing['at']) {
    this.at = at
  }
}

function valueFor(
  { argument, required, candidates }: ContextSource,
  { around }: Surrounded,
  { run, types }: { readonly run: Run; readonly types: PlanSchema['types'] },
): unknown {
  for (const { depth, type, key, selection } of candidates) {
    const setter = around.get(depth)
    if (setter === undefined || (type !== undefined && !types.fits(setter.object.__typename, type))) continue
    const value = valueAt(setter.object[key], selection, types)
    if (value != null) return value
    const place = [...clientPath(setter.path), key]
    const error = run.errors.find(({ path = [] }) => place.every((step, index) => step === path[index]))
    if (error !== undefined) return new Missing(path => ({ ...error, path: clientPath(path) }))
    break
  }
  if (!required) return null
  const fault = new Fault('SUBGRAPH_ANSWER_INVALID', `The argument "${argument}" has no value in its context.`)
  return new Missing(path => errorFrom(fault, path))
}
