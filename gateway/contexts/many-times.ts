import { Kind, parse, print, stripIgnoredCharacters, visit, type ASTNode } from 'graphql'

/** The operation of an entity fetch so many times in one, as `_0`, `_1` …, each with its own values of some variables. */
export function manyTimes(text: string, count: number, own: readonly string[]): string {
  const document = parse(text, { noLocation: true })
  const numbers = Array.from({ length: count }, (_, index) => index)
  const numbered = <Node extends ASTNode>(node: Node, index: number): Node =>
    visit(node, {
      Variable: each =>
        own.includes(each.name.value)
          ? { ...each, name: { ...each.name, value: `${each.name.value}_${index}` } }
          : undefined,
    })
  return stripIgnoredCharacters(
    print(
      visit(document, {
        OperationDefinition: node => ({
          ...node,
          variableDefinitions: (node.variableDefinitions ?? []).flatMap(each =>
            own.includes(each.variable.name.value) ? numbers.map(index => numbered(each, index)) : [each],
          ),
          selectionSet: {
            ...node.selectionSet,
            selections: numbers.flatMap(index =>
              node.selectionSet.selections.map(each =>
                each.kind === Kind.FIELD
                  ? { ...numbered(each, index), alias: { kind: Kind.NAME, value: `_${index}` } }
                  : each,
              ),
            ),
          },
        }),
        FragmentDefinition: () => {
          throw new Error('a fetch with values from contexts has fragments')
        },
      }),
    ),
  )
}
