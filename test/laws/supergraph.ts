import {
  buildSchema,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
  Kind,
  parse,
  valueFromAST,
  GraphQLString,
  type ConstDirectiveNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
} from 'graphql'
import { compose } from '../../gateway/supergraph/compose.ts'
import { members } from '../../commands/graph.ts'

/** The graph that the subgraphs make, as they are now. */
export const supergraph = buildSchema(compose(members), { assumeValidSDL: true })

/** The types that clients see: neither the federation's machinery nor what GraphQL has of its own. */
export const types: readonly GraphQLNamedType[] = Object.values(supergraph.getTypeMap()).filter(
  type => !/^(__|join__|link__|policy__|requiresScopes__)/.test(type.name) && !isSpecifiedScalarType(type),
)

const directives = (node: { directives?: readonly ConstDirectiveNode[] } | null | undefined, name: string) =>
  node?.directives?.filter(directive => directive.name.value === name) ?? []

/** `id` of `id`, `a` and `b` of `a b { c }`. */
function topFields(fieldSet: string): string[] {
  const [query] = parse(`{ ${fieldSet} }`).definitions
  const selections = query?.kind === Kind.OPERATION_DEFINITION ? query.selectionSet.selections : []
  return selections.flatMap(selection => (selection.kind === Kind.FIELD ? [selection.name.value] : []))
}

/** The fields of a type that are part of a key, in any subgraph; none for a type that is no entity. */
export function keysOf(type: GraphQLNamedType): ReadonlySet<string> {
  const keys = directives(type.astNode, 'join__type').flatMap(({ arguments: given }) =>
    (given ?? []).flatMap(({ name, value }) =>
      name.value === 'key' ? [String(valueFromAST(value, GraphQLString))] : [],
    ),
  )
  return new Set(keys.flatMap(topFields))
}

/** The object types that several subgraphs know by a key. */
export const entities: readonly GraphQLObjectType[] = types.filter(isObjectType).filter(type => keysOf(type).size > 0)

export const fieldsOf = (type: GraphQLObjectType | null | undefined): GraphQLField<unknown, unknown>[] =>
  Object.values(type?.getFields() ?? {})

export const isEntity = (type: GraphQLNamedType): boolean => entities.some(each => each.name === type.name)

export const isLookup = (field: GraphQLField<unknown, unknown>): boolean =>
  directives(field.astNode, 'lookup').length > 0

export const named = (field: GraphQLField<unknown, unknown>): GraphQLNamedType => getNamedType(field.type)

/** The names of all types that can be come to from a root. */
export function reachable(): ReadonlySet<string> {
  const reached = new Set<string>()
  const visit = (type: GraphQLNamedType): void => {
    if (reached.has(type.name)) return
    reached.add(type.name)
    if (isUnionType(type)) type.getTypes().forEach(visit)
    if (isInterfaceType(type)) supergraph.getPossibleTypes(type).forEach(visit)
    if (isInputObjectType(type)) for (const field of Object.values(type.getFields())) visit(getNamedType(field.type))
    if (isObjectType(type) || isInterfaceType(type))
      for (const field of Object.values(type.getFields()))
        for (const each of [field, ...field.args]) visit(getNamedType(each.type))
  }
  for (const type of [supergraph.getQueryType(), supergraph.getMutationType(), supergraph.getSubscriptionType()])
    if (type) visit(type)
  return reached
}
