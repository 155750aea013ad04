import type { BatchFetchNode, EntityBatchAlias, FetchNode, RequiresSelection } from '@graphql-hive/router-query-planner'
import type { GraphQLFormattedError } from 'graphql'
import { Fault } from '#platform/errors.ts'
import { Lookalikes, tellingFieldsOf, type TellingFields } from './lookalikes.ts'
import { positionsAt, type AnswerPath, type Positions } from './positions.ts'
import { representationOf, type Represent } from './representation.ts'
import { rewriterOf, type Rewrite } from './rewrites.ts'
import { clientError, errorFrom, requestHead, type Run, type Step } from './run.ts'
import { responseKeysOf } from './selected.ts'
import { copyOf, isTree, mergeTree, type Tree } from './tree.ts'
import type { TypeTable } from './type-table.ts'
import { variablesText } from './variables.ts'

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
interface Group {
  readonly alias: string
  readonly variable: string
  readonly places: readonly Positions[]
  readonly represent: Represent
  readonly telling: TellingFields
  readonly input: Rewrite | undefined
  readonly output: Rewrite | undefined
  readonly fields: readonly string[]
}

/** The entities of a group in one run: equal ones are asked for once. */
interface Gathered {
  readonly group: Group
  /** All objects, those of one place after those of another. */
  readonly objects: readonly Tree[]
  /** For each place how many objects there are up to its end. */
  readonly ends: readonly number[]
  /** For each object the place of its representation, -1 when it can't be found by a key. */
  readonly asked: readonly number[]
  readonly representations: readonly string[]
}

/** A fetch that completes entities: all that stand at its places, each different one once. */
export function entityFetch(
  node: FetchNode | BatchFetchNode,
  types: TypeTable,
  aliases: readonly EntityBatchAlias[],
): Step {
  const { serviceName, operation, variableUsages = [] } = node
  const keys = responseKeysOf(operation)
  const head = requestHead(node)
  const groups = aliases.map((alias): Group => {
    const requires = widened(alias, types)
    return {
      alias: alias.alias,
      variable: alias.representationsVariableName,
      places: alias.paths.map(path => positionsAt(path, types)),
      represent: representationOf(requires, types),
      telling: tellingFieldsOf(requires, types),
      input: rewriterOf(alias.inputRewrites, types),
      output: rewriterOf(alias.outputRewrites, types),
      fields: keys.get(alias.alias) ?? [],
    }
  })
  return async run => {
    const gathered = groups.map(group => gather(group, run.data))
    if (gathered.every(({ representations }) => representations.length === 0)) return
    const lists = gathered.map(
      ({ group, representations }) => `${JSON.stringify(group.variable)}:[${representations.join(',')}]`,
    )
    const request = { ...head, variables: variablesText(run.variables, variableUsages, lists) }
    try {
      const { data, errors = [] } = await run.ask(serviceName, request)
      for (const each of gathered) settle(run, each, { data, errors, serviceName, types })
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      for (const each of gathered) blame(run, each, error)
    }
  }
}

function gather(group: Group, root: Tree): Gathered {
  const objects: Tree[] = []
  const ends = group.places.map(place => {
    place.collect(root, objects)
    return objects.length
  })
  const places = new Map<string, number>()
  const find = (object: Tree): number => {
    const representation = group.represent(object)
    if (representation === undefined) return -1
    group.input?.(representation)
    const text = JSON.stringify(representation)
    const known = places.get(text)
    if (known !== undefined) return known
    places.set(text, places.size)
    return places.size - 1
  }
  const alike = new Lookalikes(group.telling)
  const asked = objects.map(object => alike.placeOf(object, find))
  return { group, objects, ends, asked, representations: [...places.keys()] }
}

interface Received {
  readonly data: Tree | null | undefined
  readonly errors: readonly GraphQLFormattedError[]
  readonly serviceName: string
  readonly types: TypeTable
}

function settle(run: Run, gathered: Gathered, { data, errors, serviceName, types }: Received): void {
  const { group, objects, ends, asked, representations } = gathered
  const entities: unknown = data?.[group.alias]
  const mine = errors.filter(({ path }) => path === undefined || path[0] === group.alias)
  if (mine.length > 0) run.errors.push(...mine.flatMap(error => placed(error, pathsOf(run, gathered), gathered)))
  if (!Array.isArray(entities) || entities.length !== representations.length || entities.some(isNoEntity)) {
    if (representations.length > 0 && mine.length === 0) blame(run, gathered, wrongAnswer(serviceName))
    return
  }
  if (group.output !== undefined) for (const entity of entities) if (isTree(entity)) group.output(entity)
  let index = 0
  for (const end of ends) {
    // What is asked for further on differs from place to place: only the objects of one share what came.
    const own: readonly unknown[] = index === 0 ? entities : entities.map(copyOf)
    for (; index < end; index++) {
      const entity = own[asked[index] ?? -1]
      const object = objects[index]
      if (object !== undefined && isTree(entity)) mergeTree(object, entity, types)
    }
  }
}

const isNoEntity = (entity: unknown): boolean => entity != null && !isTree(entity)

const wrongAnswer = (name: string): Fault =>
  new Fault('SUBGRAPH_ANSWER_INVALID', `The subgraph "${name}" answered other entities than it was asked for.`, {
    serviceName: name,
  })

const pathsOf = (run: Run, { group }: Gathered): AnswerPath[] => group.places.flatMap(place => place.paths(run.data))

/** The error of an entity at every place where that entity stands. */
function placed(
  error: GraphQLFormattedError,
  paths: readonly AnswerPath[],
  { asked }: Gathered,
): GraphQLFormattedError[] {
  const [, index, ...rest] = error.path ?? []
  return paths
    .filter((_, place) => typeof index !== 'number' || asked[place] === index)
    .map(path => clientError(error, [...path, ...rest]))
}

/** The fault at every field that the fetch would have filled. */
function blame(run: Run, gathered: Gathered, fault: Fault): void {
  const paths = pathsOf(run, gathered).filter((_, place) => gathered.asked[place] !== -1)
  for (const path of paths)
    for (const field of gathered.group.fields) run.errors.push(errorFrom(fault, [...path, field]))
}
