import {
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLFormattedError,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql'
import type { Fault } from '#platform/errors.ts'
import type { Lookup } from '../supergraph/lookups.ts'

type Path = readonly (string | number)[]
type Variables = Readonly<Record<string, unknown>>

/** A fetch that got no answer. */
export interface FailedFetch {
  readonly document: DocumentNode
  readonly variables: Variables
  readonly fault: Fault
  readonly lookups: ReadonlyMap<string, Lookup>
}

export interface OutageAnswer {
  readonly data: Record<string, unknown>
  readonly errors: readonly GraphQLFormattedError[]
}

/**
 * What a fetch answers when its subgraph is away: null and an error at every place that it would have filled. An
 * entity that was looked up by its key is answered as that key, for the other subgraphs to go on from.
 */
export function answerOutage({ document, variables, fault, lookups }: FailedFetch): OutageAnswer {
  const operation = document.definitions.find(node => node.kind === Kind.OPERATION_DEFINITION)
  if (operation === undefined) return { data: {}, errors: [errorAt(fault, [])] }
  const fragments = fragmentsOf(document)
  const data: Record<string, unknown> = {}
  const missing: Path[] = []
  for (const field of fieldsOf(operation.selectionSet, fragments)) {
    const key = responseKey(field)
    const entity = operation.operation === OperationTypeNode.QUERY ? entityOf(field, { lookups, variables }) : undefined
    if (field.name.value === '_entities') {
      const count = Array.isArray(variables.representations) ? variables.representations.length : 0
      const fields = field.selectionSet === undefined ? [] : fieldsOf(field.selectionSet, fragments)
      const names = [...new Set(fields.map(responseKey))].filter(name => name !== '__typename')
      data[key] = Array.from({ length: count }, () => null)
      for (let index = 0; index < count; index++) for (const name of names) missing.push([key, index, name])
    } else if (entity !== undefined && field.selectionSet !== undefined) {
      const known = keyFields(fieldsOf(field.selectionSet, fragments), entity)
      data[key] = known
      for (const [name, value] of Object.entries(known)) if (value === null) missing.push([key, name])
    } else {
      data[key] = null
      missing.push([key])
    }
  }
  return { data, errors: missing.map(path => errorAt(fault, path)) }
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>

function fragmentsOf(document: DocumentNode): Fragments {
  return new Map(
    document.definitions.filter(node => node.kind === Kind.FRAGMENT_DEFINITION).map(node => [node.name.value, node]),
  )
}

/** The fields of a selection, those inside its fragments too. */
function fieldsOf(selection: SelectionSetNode, fragments: Fragments): FieldNode[] {
  return selection.selections.flatMap(node => {
    if (node.kind === Kind.FIELD) return [node]
    const inner = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value)
    return inner === undefined ? [] : fieldsOf(inner.selectionSet, fragments)
  })
}

const responseKey = (field: FieldNode): string => field.alias?.value ?? field.name.value

interface KnownEntity {
  readonly type: string
  readonly key: string
  readonly value: unknown
}

/** The entity that a lookup names by itself, or nothing when the field is none. */
function entityOf(
  field: FieldNode,
  { lookups, variables }: { readonly lookups: FailedFetch['lookups']; readonly variables: Variables },
): KnownEntity | undefined {
  const lookup = lookups.get(field.name.value)
  const [argument] = field.arguments ?? []
  if (lookup === undefined || argument === undefined) return undefined
  const value = valueFromASTUntyped(argument.value, variables)
  return value == null ? undefined : { type: lookup.type, key: argument.name.value, value }
}

function keyFields(fields: readonly FieldNode[], entity: KnownEntity): Record<string, unknown> {
  const valueOf = (name: string): unknown =>
    name === '__typename' ? entity.type : name === entity.key ? entity.value : null
  return Object.fromEntries(fields.map(field => [responseKey(field), valueOf(field.name.value)]))
}

function errorAt(fault: Fault, path: Path): GraphQLFormattedError {
  return { message: fault.message, extensions: fault.extensions, ...(path.length === 0 ? {} : { path }) }
}
