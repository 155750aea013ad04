import type { RequiresSelection } from '@graphql-hive/router-query-planner'
import { isTree, type Tree } from './tree.ts'
import type { TypeTable } from './type-table.ts'

/** Makes of an object what a subgraph needs to find the entity; undefined when a needed field is not there. */
export type Represent = (object: Tree) => Tree | undefined

/** Compiles the fields that an entity fetch requires: just these are sent, so equal entities look equal. */
export function representationOf(requires: readonly RequiresSelection[], types: TypeTable): Represent {
  const fill = fillerOf(requires, types)
  return object => {
    const representation: Tree = {}
    return fill(object, representation) && '__typename' in representation ? representation : undefined
  }
}

/** Copies required fields; false when one is missing. */
type Fill = (from: Tree, to: Tree) => boolean

function fillerOf(selections: readonly RequiresSelection[], types: TypeTable): Fill {
  const fills = selections.map((selection): Fill => {
    switch (selection.kind) {
      case 'Field': {
        // A plan names first the key of the answer, which may be an alias of its own, then the field's true name.
        const { name, alias = name } = selection
        const inner = selection.selections
        const copy = inner === undefined || inner.length === 0 ? undefined : copierOf(fillerOf(inner, types))
        return (from, to) => {
          const value = copy === undefined ? from[name] : copy(from[name])
          if (value === undefined) return false
          to[alias] = value
          return true
        }
      }
      case 'InlineFragment': {
        const fill = fillerOf(selection.selections, types)
        return (from, to) => !types.fits(from.__typename, selection.typeCondition) || fill(from, to)
      }
      case 'FragmentSpread':
        throw new Error('a plan requires fields by fragment, which plans are not known to do')
    }
  })
  return (from, to) => fills.every(fill => fill(from, to))
}

function copierOf(fill: Fill): (value: unknown) => unknown {
  const copy = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(copy)
    if (!isTree(value)) return value
    const copied: Tree = {}
    return fill(value, copied) ? copied : undefined
  }
  return copy
}
