import { Kind, type DocumentNode, type SelectionSetNode } from 'graphql'
import { fragmentsOf } from './document-size.ts'

/**
 * How many pairs of fields and of fragments validation compares, to see that equal names mean equal things. Counting
 * stops at a bound; it looks at each field once for each place where its fragment is spread.
 */
export function pairsOf(document: DocumentNode, bound: number): number {
  const fragments = fragmentsOf(document)
  let pairs = 0

  const count = (selections: readonly SelectionSetNode[]): void => {
    const groups = new Map<string, SelectionSetNode[]>()
    const sizes = new Map<string, number>()
    const spread = new Set<string>()
    const collect = (selection: SelectionSetNode): void => {
      for (const node of selection.selections) {
        if (node.kind === Kind.INLINE_FRAGMENT) collect(node.selectionSet)
        else if (node.kind === Kind.FIELD) {
          const name = node.alias?.value ?? node.name.value
          const before = sizes.get(name) ?? 0
          pairs += before
          sizes.set(name, before + 1)
          if (node.selectionSet === undefined) continue
          const inner = groups.get(name)
          if (inner === undefined) groups.set(name, [node.selectionSet])
          else inner.push(node.selectionSet)
        } else if (!spread.has(node.name.value)) {
          pairs += spread.size
          spread.add(node.name.value)
          const fragment = fragments.get(node.name.value)
          if (fragment !== undefined) collect(fragment.selectionSet)
        }
        if (pairs > bound) return
      }
    }
    selections.forEach(collect)
    for (const inner of groups.values()) if (pairs <= bound) count(inner)
  }
  for (const node of document.definitions)
    if (node.kind === Kind.OPERATION_DEFINITION || node.kind === Kind.FRAGMENT_DEFINITION) count([node.selectionSet])
  return pairs
}
