import { Kind, parse, print, stripIgnoredCharacters, visit } from 'graphql'

/** One of the entity fetches that the text of an operation joins, as an operation of its own. */
export function singleOperation(text: string, alias: string, representations: string): string {
  const kept = visit(parse(text, { noLocation: true }), {
    OperationDefinition: node => ({
      ...node,
      selectionSet: {
        ...node.selectionSet,
        selections: node.selectionSet.selections
          .filter(each => each.kind === Kind.FIELD && each.alias?.value === alias)
          .map(each => ({ ...each, alias: undefined })),
      },
    }),
  })
  const used = new Set<string>()
  visit(kept, {
    VariableDefinition: () => false,
    Variable: node => void used.add(node.name.value),
  })
  const own = visit(kept, {
    VariableDefinition: node => (used.has(node.variable.name.value) ? undefined : null),
    Variable: node =>
      node.name.value === representations ? { ...node, name: { ...node.name, value: 'representations' } } : undefined,
  })
  return stripIgnoredCharacters(print(own))
}
