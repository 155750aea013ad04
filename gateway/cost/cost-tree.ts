/** Variables of a request. */
export type Values = Readonly<Record<string, unknown>>

/** A field of an operation, as far as it costs. */
export interface CostNode {
  /** The name under which it is answered. */
  readonly key: string
  /** What one object of it costs by itself, or its value where it has no fields. */
  readonly weight: number
  readonly isList: boolean
  /** What its arguments cost. */
  readonly argumentsCost: (variables: Values) => number
  /** How many objects its list has at the most, or those of the fields in it that are `sized`. */
  readonly size: (variables: Values) => number
  /** Whether its list is as long as the field around it says. */
  readonly isSized: boolean
  readonly isIncluded: (variables: Values) => boolean
  readonly inner: CostSet
}

/** The fields of an object: those that each has, and those that only objects of one type have. */
export interface CostSet {
  readonly always: readonly CostNode[]
  readonly byType: ReadonlyMap<string, readonly CostNode[]>
}

/** What an operation costs at the most. */
export function estimateOf(set: CostSet, variables: Values, size = 1): number {
  let most = 0
  for (const nodes of set.byType.values()) most = Math.max(most, sumOf(nodes, variables, size))
  return sumOf(set.always, variables, size) + most
}

function sumOf(nodes: readonly CostNode[], variables: Values, around: number): number {
  let sum = 0
  for (const node of nodes) {
    if (!node.isIncluded(variables)) continue
    const size = node.size(variables)
    const times = node.isList ? (node.isSized ? around : size) : 1
    sum += node.argumentsCost(variables) + times * (node.weight + estimateOf(node.inner, variables, size))
  }
  return Math.max(0, sum)
}

/** What an answer did cost: its lists as long as they are. */
export function actualOf(set: CostSet, variables: Values, data: unknown): number {
  if (typeof data !== 'object' || data === null) return 0
  const object: Values = { ...data }
  // Which type an object has is only known where the client asked: else the dearest that fits is meant.
  const others = Math.max(0, ...[...set.byType.values()].map(nodes => partOf(nodes, variables, object)))
  return partOf(set.always, variables, object) + others
}

function partOf(nodes: readonly CostNode[], variables: Values, object: Values): number {
  let sum = 0
  for (const node of nodes) {
    const value = object[node.key]
    if (value === undefined) continue
    sum += node.argumentsCost(variables)
    for (const each of Array.isArray(value) ? value.flat(8) : [value])
      if (each !== null) sum += node.weight + actualOf(node.inner, variables, each)
  }
  return Math.max(0, sum)
}
