import {
  isInterfaceType,
  isObjectType,
  visit,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type NameNode,
} from 'graphql'

/** Names that an alias of a client can't have in a plan: a plan adds fields by these names beside it. */
export type TakenNames = ReadonlySet<string>

const mark = '_as_'

export function takenNamesOf(schema: GraphQLSchema): TakenNames {
  // Every object answers to the names of Object.prototype, whether or not a subgraph sent them.
  const taken = new Set(Object.getOwnPropertyNames(Object.prototype))
  for (const type of Object.values(schema.getTypeMap()))
    if (isObjectType(type) || isInterfaceType(type)) for (const name in type.getFields()) taken.add(name)
  return taken
}

/** The name under which a plan gets what a field answers. */
export function planKey({ alias, name }: FieldNode, taken: TakenNames): string {
  if (alias === undefined || alias.value === name.value) return name.value
  return taken.has(alias.value) || alias.value.startsWith('_')
    ? `${mark}${name.value}${mark}${alias.value}`
    : alias.value
}

/** The names that are taken in a document: those of the schema, and aliases that mean several fields in it. */
export function takenNamesIn(document: DocumentNode, taken: TakenNames): TakenNames {
  const meanings = new Map<string, string>()
  const ambiguous = new Set<string>()
  visit(document, {
    Field({ alias, name }) {
      if (alias === undefined) return
      const known = meanings.get(alias.value)
      if (known !== undefined && known !== name.value) ambiguous.add(alias.value)
      meanings.set(alias.value, name.value)
    },
  })
  return ambiguous.size === 0 ? taken : taken.union(ambiguous)
}

/** The document as it is planned: no alias of the client's stands where the plan puts keys and required fields. */
export function namedForPlan(document: DocumentNode, taken: TakenNames): DocumentNode {
  return visit(document, {
    Field(node) {
      const { alias, name } = node
      if (alias === undefined) return undefined
      // The type of an object is known by one name alone, whatever the client calls it.
      if (name.value === '__typename') return { ...node, alias: undefined }
      const key = planKey(node, taken)
      return key === alias.value ? undefined : { ...node, alias: { ...alias, value: key } satisfies NameNode }
    },
  })
}

/** A path of a plan as the client knows it. */
export const clientPath = (path: readonly (string | number)[]): readonly (string | number)[] =>
  path.map(key =>
    typeof key === 'string' && key.startsWith(mark) ? key.slice(key.indexOf(mark, mark.length) + mark.length) : key,
  )
