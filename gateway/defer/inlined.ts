import { Kind, type DocumentNode, type InlineFragmentNode, type SelectionNode, type SelectionSetNode } from 'graphql'

/** More selections than this are not written out. */
const most = 5000

/**
 * The operation's selection with its named fragments written out, each place of a fragment a node of its own;
 * undefined when that would be far too large.
 */
export function inlined(document: DocumentNode, selection: SelectionSetNode): SelectionSetNode | undefined {
  let nodes = 0
  const fragments = new Map(
    document.definitions.flatMap(each => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])),
  )
  const setOf = (set: SelectionSetNode): SelectionSetNode => ({ ...set, selections: set.selections.map(nodeOf) })
  function nodeOf(node: SelectionNode): SelectionNode {
    if (++nodes > most) return node
    if (node.kind === Kind.FIELD)
      return node.selectionSet === undefined ? node : { ...node, selectionSet: setOf(node.selectionSet) }
    if (node.kind === Kind.INLINE_FRAGMENT) return { ...node, selectionSet: setOf(node.selectionSet) }
    const fragment = fragments.get(node.name.value)
    if (fragment === undefined) throw new Error(`a valid document has the fragment ${node.name.value}`)
    const { typeCondition, selectionSet } = fragment
    const { directives } = node
    return {
      kind: Kind.INLINE_FRAGMENT,
      typeCondition,
      directives,
      selectionSet: setOf(selectionSet),
    } satisfies InlineFragmentNode
  }
  const whole = setOf(selection)
  return nodes > most ? undefined : whole
}
