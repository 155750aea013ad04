import { Kind, type SelectionSetNode } from 'graphql'
import { isTree } from '../execution/tree.ts'
import type { TypeTable } from '../execution/type-table.ts'

/** Where the value of an argument by `@fromContext` stands around the object that has the field. */
export interface ContextSource {
  /** The argument's name, for messages. */
  readonly argument: string
  /** Whether the argument can't be null. */
  readonly required: boolean
  /** The objects that may set the context, the nearest first. */
  readonly candidates: readonly Candidate[]
}

export interface Candidate {
  /** How many steps of the way from the root lead to the object. */
  readonly depth: number
  /** The type that an object must have to be meant; undefined when all have it. */
  readonly type: string | undefined
  /** The name under which the object carries the value. */
  readonly key: string
  /** Where in that the value stands; undefined when it is the value. */
  readonly selection: SelectionSetNode | undefined
}

/** The value that a selection of one field in another leads to; undefined when it never came. */
export function valueAt(value: unknown, selection: SelectionSetNode | undefined, types: TypeTable): unknown {
  if (selection === undefined || value == null) return value
  if (Array.isArray(value)) return value.map(item => valueAt(item, selection, types) ?? null)
  if (!isTree(value)) return undefined
  for (const node of selection.selections) {
    if (node.kind === Kind.FIELD) return valueAt(value[node.name.value], node.selectionSet, types)
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const condition = node.typeCondition?.name.value
      if (condition === undefined || types.fits(value.__typename, condition))
        return valueAt(value, node.selectionSet, types)
    }
  }
  return null
}
