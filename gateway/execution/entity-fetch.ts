import type { BatchFetchNode, EntityBatchAlias, FetchNode, RequiresSelection } from '@graphql-hive/router-query-planner'
import type { GraphQLFormattedError } from 'graphql'
import { Fault } from '#platform/errors.ts'
import { Lookalikes, tellingFieldsOf, type TellingFields } from './lookalikes.ts'
import { positionsAt, type Position, type Positions } from './positions.ts'
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
  /** For each place its objects, and for each of them the number of its representation. */
  readonly places: readonly (readonly Asked[])[]
  readonly representations: readonly string[]
}

/** An object with the number of its representation, -1 when it can't be found by a key. */
interface Asked {
  readonly object: Tree
  readonly number: number
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
    const gathered = groups.map(group => gather(group, run))
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

function gather(group: Group, { data, repeated }: Run): Gathered {
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
  const places = group.places.map(place =>
    place.collect(data, repeated).map((object): Asked => ({ object, number: alike.placeOf(object, find) })),
  )
  return { group, places, representations: [...numbers.keys()] }
}

interface Received {
  readonly data: Tree | null | undefined
  readonly errors: readonly GraphQLFormattedError[]
  readonly serviceName: string
  readonly types: TypeTable
}

function settle(run: Run, gathered: Gathered, { data, errors, serviceName, types }: Received): void {
  const { group, places, representations } = gathered
  const entities: unknown = data?.[group.alias]
  const mine = errors.filter(({ path }) => path === undefined || path[0] === group.alias)
  if (mine.length > 0) tell(run, gathered, mine)
  if (!Array.isArray(entities) || entities.length !== representations.length || entities.some(isNoEntity)) {
    if (representations.length > 0 && mine.length === 0) blame(run, gathered, wrongAnswer(serviceName))
    return
  }
  if (group.output !== undefined) for (const entity of entities) if (isTree(entity)) group.output(entity)
  for (const [index, objects] of places.entries()) {
    // What is asked for further on differs from place to place: only the objects of one share what came.
    const copies: unknown[] = []
    const entityOf = (number: number): unknown =>
      index === 0 ? entities[number] : (copies[number] ??= copyOf(entities[number]))
    const used = new Set<number>()
    for (const { object, number } of objects) {
      const entity = number === -1 ? undefined : entityOf(number)
      if (!isTree(entity)) continue
      mergeTree(object, entity, types)
      if (used.has(number)) noteParts(entity, run.repeated)
      else used.add(number)
    }
  }
}

/** Takes note of the objects and lists in an entity, which stand now in each object that it completed. */
function noteParts(entity: Tree, repeated: Set<unknown>): void {
  for (const key in entity) {
    const value = entity[key]
    if (typeof value === 'object' && value !== null) repeated.add(value)
  }
}

const isNoEntity = (entity: unknown): boolean => entity != null && !isTree(entity)

const wrongAnswer = (name: string): Fault =>
  new Fault('SUBGRAPH_ANSWER_INVALID', `The subgraph "${name}" answered other entities than it was asked for.`, {
    serviceName: name,
  })

/** The errors of entities at every place where those entities stand. */
function tell(run: Run, gathered: Gathered, errors: readonly GraphQLFormattedError[]): void {
  const positions = positionsOf(run, gathered)
  for (const error of errors) {
    const [, index, ...rest] = error.path ?? []
    for (const { path, number } of positions)
      if (typeof index !== 'number' || number === index) run.errors.push(clientError(error, [...path, ...rest]))
  }
}

/** The fault at every field that the fetch would have filled. */
function blame(run: Run, gathered: Gathered, fault: Fault): void {
  for (const { path, number } of positionsOf(run, gathered))
    if (number !== -1) for (const field of gathered.group.fields) run.errors.push(errorFrom(fault, [...path, field]))
}

/** Every position of every object with the number of its representation: one that is repeated has several. */
function positionsOf(run: Run, { group, places }: Gathered): (Pick<Position, 'path'> & { readonly number: number })[] {
  const numbers = new Map(places.flat().map(({ object, number }) => [object, number]))
  return group.places
    .flatMap(place => place.positions(run.data))
    .map(({ path, object }) => ({ path, number: numbers.get(object) ?? -1 }))
}
