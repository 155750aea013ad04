import type { TypeTable } from './type-table.ts'

/** An object of an answer, as it came from a subgraph and as others add to it. */
export type Tree = Record<string, unknown>

export const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Adds what a fetch brought to what is there: objects join field by field, lists item by item. */
export function mergeTree(target: Tree, source: Tree, types: TypeTable): void {
  for (const key in source) {
    // An own property of this name comes from JSON text and would change the prototype when set.
    if (key === '__proto__') continue
    const added = source[key]
    const present = target[key]
    if (present === undefined || present === null) target[key] = added
    else if (key !== '__typename') mergeValue(present, added, types)
    else if (types.isObject(added)) target[key] = added
  }
}

function mergeValue(present: unknown, added: unknown, types: TypeTable): void {
  if (Array.isArray(present) && Array.isArray(added)) {
    for (const [index, item] of added.entries()) {
      if (present[index] == null) present[index] = item
      else mergeValue(present[index], item, types)
    }
  } else if (isTree(present) && isTree(added)) mergeTree(present, added, types)
}

/** A value with objects and lists of its own. */
export function copyOf<Value>(value: Value): Value
export function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(item => copyOf(item))
  if (!isTree(value)) return value
  const copy: Tree = {}
  for (const key in value) if (key !== '__proto__') copy[key] = copyOf(value[key])
  return copy
}
