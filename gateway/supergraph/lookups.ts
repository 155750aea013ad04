import { Kind, type DocumentNode, type TypeNode } from 'graphql'

/** A root field that finds an entity by the key that its argument gives. */
export interface Lookup {
  /** The entity's type, such as `Vehicle`. */
  readonly type: string
}

/** The root fields marked `@lookup`, by name; a stranger's supergraph may have none. */
export function lookupsOf(supergraph: DocumentNode): ReadonlyMap<string, Lookup> {
  const lookups = new Map<string, Lookup>()
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION || definition.name.value !== 'Query') continue
    for (const field of definition.fields ?? [])
      if (field.directives?.some(directive => directive.name.value === 'lookup'))
        lookups.set(field.name.value, { type: namedType(field.type) })
  }
  return lookups
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type)
}
