import type { EntityBatchAlias, RequiresSelection } from '@graphql-hive/router-query-planner'
import type { GraphQLFormattedError } from 'graphql'
import { Fault } from '#platform/errors.ts'
import { Lookalikes, tellingFieldsOf, type TellingFields } from './lookalikes.ts'
import type { PlanSchema } from './plan-schema.ts'
import { positionsAt, type AnswerPath, type Positions } from './positions.ts'
import { representationOf, type Represent } from './representation.ts'
import { rewriterOf, type Rewrite } from './rewrites.ts'
import { clientError, errorFrom, type Run } from './run.ts'
import { responseKeysOf } from './selected.ts'
import { copyOf, isTree, mergeTree, type Tree } from './tree.ts'
import type { TypeTable } from './type-table.ts'

/**
 * What an entity fetch requires. Of an interface object a plan may name fewer types than ask for its fields: whatever
 * is sent as the interface is sent for every type that has it.
 */
function widened({ requires, inputRewrites = [] }: EntityBatchAlias, types: TypeTable): RequiresSelection[] {
  const sentAs = inputRewrites.flatMap(each =>
    'KeyRenamer' in each ? [] : ['ValueSetter' in each ? each.ValueSetter.setValueTo : each.setValueTo],
  )
  const [only] = sentAs
  if (only === undefined || sentAs.length > 1) return requires
  return requires.map(each =>
    each.kind === 'InlineFragment' && types.fits(each.typeCondition, only) ? { ...each, typeCondition: only } : each,
  )
}

/** Entities that one fetch completes: where they stand, what finds them, under which alias they come back. */
export interface Group {
  readonly alias: string
  readonly variable: string
  readonly places: readonly Positions[]
  readonly represent: Represent
  readonly telling: TellingFields
  readonly input: Rewrite | undefined
  readonly output: Rewrite | undefined
  readonly fields: readonly string[]
  /** Whether equal entities share nothing, as where the objects around them decide what they have. */
  readonly apart: boolean
}

/** The entities of a group in one run: equal ones are asked for once. */
export interface Gathered {
  readonly group: Group
  /** The objects of each place. */
  readonly places: readonly (readonly Tree[])[]
  /** For each object, place after place, the number of its representation, -1 when it can't be found by a key. */
  readonly asked: readonly number[]
  readonly representations: readonly string[]
  /** Where the objects stand. */
  readonly paths: () => readonly AnswerPath[]
}

/** Compiles what a plan says of entities that one fetch completes. */
export function groupOf(alias: EntityBatchAlias, operation: string, { types, sources }: PlanSchema): Group {
  const requires = widened(alias, types)
  return {
    alias: alias.alias,
    variable: alias.representationsVariableName,
    places: alias.paths.map(path => positionsAt(path, types)),
    represent: representationOf(requires, types),
    telling: tellingFieldsOf(requires, types),
    input: rewriterOf(alias.inputRewrites, types),
    output: rewriterOf(alias.outputRewrites, types),
    fields: responseKeysOf(operation).get(alias.alias) ?? [],
    apart: sources !== undefined,
  }
}

/** Asks for each different object once. */
export function gather(group: Group, places: Gathered['places'], paths: Gathered['paths']): Gathered {
  const numbers = new Map<string, number>()
  const find = (object: Tree): number => {
    const representation = group.represent(object)
    if (representation === undefined) return -1
    group.input?.(representation)
    const text = JSON.stringify(representation)
    const known = numbers.get(text)
    if (known !== undefined) return known
    numbers.set(text, numbers.size)
    return numbers.size - 1
  }
  const alike = new Lookalikes(group.telling)
  const asked = places.flatMap(objects => objects.map(object => alike.placeOf(object, find)))
  return { group, places, asked, representations: [...numbers.keys()], paths }
}

export interface Received {
  readonly data: Tree | null | undefined
  readonly errors: readonly GraphQLFormattedError[]
  readonly serviceName: string
  readonly types: TypeTable
}

/** Puts what came into the objects, and errors where they belong. */
export function settle(run: Run, gathered: Gathered, { data, errors, serviceName, types }: Received): void {
  const { group, places, asked, representations } = gathered
  const entities: unknown = data?.[group.alias]
  const mine = errors.filter(({ path }) => path === undefined || path[0] === group.alias)
  if (mine.length > 0) run.errors.push(...mine.flatMap(error => placed(error, gathered)))
  if (!Array.isArray(entities) || entities.length !== representations.length || entities.some(isNoEntity)) {
    if (representations.length > 0 && mine.length === 0) blame(run, gathered, wrongAnswer(serviceName))
    return
  }
  if (group.output !== undefined) for (const entity of entities) if (isTree(entity)) group.output(entity)
  let index = 0
  for (const objects of places) {
    // What is asked for further on differs from place to place: only the objects of one share what came.
    const own: readonly unknown[] = index === 0 ? entities : entities.map(copyOf)
    for (const object of objects) {
      const entity = own[asked[index++] ?? -1]
      if (isTree(entity)) mergeTree(object, group.apart ? copyOf(entity) : entity, types)
    }
  }
}

const isNoEntity = (entity: unknown): boolean => entity != null && !isTree(entity)

const wrongAnswer = (name: string): Fault =>
  new Fault('SUBGRAPH_ANSWER_INVALID', `The subgraph "${name}" answered other entities than it was asked for.`, {
    serviceName: name,
  })

/** The error of an entity at every place where that entity stands. */
function placed(error: GraphQLFormattedError, { asked, paths }: Gathered): GraphQLFormattedError[] {
  const [, index, ...rest] = error.path ?? []
  return paths()
    .filter((_, place) => typeof index !== 'number' || asked[place] === index)
    .map(path => clientError(error, [...path, ...rest]))
}

/** The fault at every field that the fetch would have filled. */
export function blame(run: Run, gathered: Gathered, fault: Fault): void {
  const paths = gathered.paths().filter((_, place) => gathered.asked[place] !== -1)
  for (const path of paths)
    for (const field of gathered.group.fields) run.errors.push(errorFrom(fault, [...path, field]))
}
