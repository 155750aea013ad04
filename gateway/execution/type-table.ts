import { isAbstractType, isObjectType, type GraphQLSchema } from 'graphql'

/** Tells whether an object of one type stands where another is asked for. */
export interface TypeTable {
  fits(typename: unknown, condition: string): boolean
  /** Whether a name is that of an object type, and not of an interface whose object isn't known yet. */
  isObject(typename: unknown): boolean
}

export function typeTableOf(schema: GraphQLSchema): TypeTable {
  const objects = new Set<unknown>()
  const possible = new Map<string, ReadonlySet<unknown>>()
  for (const type of Object.values(schema.getTypeMap()))
    if (isObjectType(type)) objects.add(type.name)
    else if (isAbstractType(type))
      possible.set(type.name, new Set(schema.getPossibleTypes(type).map(each => each.name)))
  return {
    isObject: typename => objects.has(typename),
    fits: (typename, condition) => typename === condition || possible.get(condition)?.has(typename) === true,
  }
}
