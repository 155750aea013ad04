import { Kind, OperationTypeNode, parse, type DocumentNode, type SelectionSetNode, type TypeNode } from 'graphql'

/** Tells of a subgraph's operation whether all that it asks for is the same for everybody. */
export type IsPublic = (operation: string) => boolean

/** The fields marked `@public` in a supergraph; a stranger's may have none, and then no operation is public. */
export function publicsOf(supergraph: DocumentNode): IsPublic {
  const publics = new Set<string>()
  const types = new Map<string, string>()
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue
    for (const field of definition.fields ?? []) {
      const place = `${definition.name.value}.${field.name.value}`
      types.set(place, nameOf(field.type))
      if (field.directives?.some(directive => directive.name.value === 'public')) publics.add(place)
    }
  }
  if (publics.size === 0) return () => false

  const allPublic = (document: DocumentNode, selection: SelectionSetNode, type: string): boolean =>
    selection.selections.every(node => {
      if (node.kind === Kind.INLINE_FRAGMENT)
        return allPublic(document, node.selectionSet, node.typeCondition?.name.value ?? type)
      if (node.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = document.definitions.find(
          each => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === node.name.value,
        )
        return (
          fragment?.kind === Kind.FRAGMENT_DEFINITION &&
          allPublic(document, fragment.selectionSet, fragment.typeCondition.name.value)
        )
      }
      if (node.name.value === '__typename') return true
      const place = `${type}.${node.name.value}`
      // Entities are found by their keys; what is asked of them stands in fragments on their types.
      const passes = type === 'Query' && node.name.value === '_entities'
      if (!passes && !publics.has(place)) return false
      return node.selectionSet === undefined || allPublic(document, node.selectionSet, types.get(place) ?? '')
    })

  return operation => {
    const document = parse(operation, { noLocation: true })
    const root = document.definitions.find(node => node.kind === Kind.OPERATION_DEFINITION)
    return root?.operation === OperationTypeNode.QUERY && allPublic(document, root.selectionSet, 'Query')
  }
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type)
}
