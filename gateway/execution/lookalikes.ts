import type { RequiresSelection } from '@graphql-hive/router-query-planner'
import type { Tree } from './tree.ts'
import type { TypeTable } from './type-table.ts'

/** The fields that tell objects of one type apart; undefined when that can't be told by fields of their own alone. */
export type TellingFields = (typename: unknown) => readonly string[] | undefined

/** Compiles what an entity fetch requires into the fields that tell one object from another. */
export function tellingFieldsOf(requires: readonly RequiresSelection[], types: TypeTable): TellingFields {
  const known = new Map<unknown, readonly string[] | undefined>()
  return typename => {
    const fields = known.get(typename)
    if (fields !== undefined || known.has(typename)) return fields
    const found = plainFields(requires, typename, types)
    // The types of a supergraph are few; what a subgraph makes up instead is not kept.
    if (types.isObject(typename)) known.set(typename, found)
    return found
  }
}

function plainFields(
  selections: readonly RequiresSelection[],
  typename: unknown,
  types: TypeTable,
): readonly string[] | undefined {
  const names: string[] = []
  for (const selection of selections) {
    if (selection.kind === 'Field' && (selection.selections ?? []).length === 0) names.push(selection.name)
    else if (selection.kind !== 'InlineFragment') return undefined
    else if (types.fits(typename, selection.typeCondition)) {
      const inner = plainFields(selection.selections, typename, types)
      if (inner === undefined) return undefined
      names.push(...inner)
    }
  }
  return names
}

/** Places already found, by the values that tell objects apart: most objects of a long list look like one before. */
export class Lookalikes {
  readonly #fields: TellingFields
  readonly #root = new Branch()

  constructor(fields: TellingFields) {
    this.#fields = fields
  }

  /** The place of the objects that look like this one; what `find` says of the first of them. */
  placeOf(object: Tree, find: (object: Tree) => number): number {
    const typename = object.__typename
    const fields = this.#fields(typename)
    if (fields === undefined) return find(object)
    let branch = this.#root.at(typename)
    for (const field of fields) branch = branch.at(object[field])
    return (branch.place ??= find(object))
  }
}

class Branch {
  place: number | undefined
  #further: Map<unknown, Branch> | undefined

  at(value: unknown): Branch {
    this.#further ??= new Map()
    const known = this.#further.get(value)
    if (known !== undefined) return known
    const added = new Branch()
    this.#further.set(value, added)
    return added
  }
}
