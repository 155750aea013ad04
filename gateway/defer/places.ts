import { isTree, type Tree } from '../execution/tree.ts'
import type { TypeTable } from '../execution/type-table.ts'

/** A step on the way to the objects of a fragment: through a field, or only for objects of a type. */
export type PlaceStep = { readonly key: string; readonly planKey: string } | { readonly condition: string }

/** An object that a fragment is answered for: where it stands, as it was answered, and what was fetched for it. */
export interface Place {
  readonly path: readonly (string | number)[]
  readonly answered: Tree
  /** Undefined when it wasn't found again. */
  readonly fetched: Tree | undefined
}

/** The objects at the end of a way that the client has been given, each with what a later run fetched for it. */
export function placesOf(
  steps: readonly PlaceStep[],
  trees: { readonly answered: unknown; readonly fetched: unknown },
  types: TypeTable,
): Place[] {
  const found: Place[] = []
  const go = (answered: unknown, fetched: unknown, { path, index }: { path: Place['path']; index: number }): void => {
    if (Array.isArray(answered)) {
      const items: readonly unknown[] = Array.isArray(fetched) ? fetched : []
      for (const [place, item] of answered.entries()) go(item, items[place], { path: [...path, place], index })
      return
    }
    if (!isTree(answered)) return
    const tree = isTree(fetched) ? fetched : undefined
    const step = steps[index]
    if (step === undefined) found.push({ path, answered, fetched: tree })
    else if ('key' in step)
      go(own(answered, step.key), own(tree, step.planKey), { path: [...path, step.key], index: index + 1 })
    else if (tree === undefined || isOf(tree['__typename'], step.condition))
      go(answered, fetched, { path, index: index + 1 })
  }
  // An object whose type nobody had to ask for is of the type that its field says.
  const isOf = (typename: unknown, condition: string): boolean => typename == null || types.fits(typename, condition)
  go(trees.answered, trees.fetched, { path: [], index: 0 })
  return found
}

/** A field of an object, whatever its name: none comes from the prototype. */
const own = (tree: Tree | undefined, key: string): unknown =>
  tree !== undefined && Object.hasOwn(tree, key) ? tree[key] : undefined
