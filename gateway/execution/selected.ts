import { Kind, parse, type DocumentNode, type FieldNode, type SelectionSetNode } from 'graphql'

/** The fields of a selection, those inside its fragments too. */
export function fieldsIn(selection: SelectionSetNode, document: DocumentNode): FieldNode[] {
  return selection.selections.flatMap(node => {
    if (node.kind === Kind.FIELD) return [node]
    if (node.kind === Kind.INLINE_FRAGMENT) return fieldsIn(node.selectionSet, document)
    const fragment = document.definitions.find(
      each => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === node.name.value,
    )
    return fragment?.kind === Kind.FRAGMENT_DEFINITION ? fieldsIn(fragment.selectionSet, document) : []
  })
}

export const responseKey = (field: FieldNode): string => field.alias?.value ?? field.name.value

/** For each root field of a fetch the names under which its own fields come back, `__typename` left out. */
export function responseKeysOf(operation: string): ReadonlyMap<string, readonly string[]> {
  const document = parse(operation, { noLocation: true })
  const root = document.definitions.find(node => node.kind === Kind.OPERATION_DEFINITION)
  const fields = root === undefined ? [] : fieldsIn(root.selectionSet, document)
  return new Map(
    fields.map(field => {
      const inner = field.selectionSet === undefined ? [] : fieldsIn(field.selectionSet, document).map(responseKey)
      return [responseKey(field), [...new Set(inner)].filter(name => name !== '__typename')]
    }),
  )
}
