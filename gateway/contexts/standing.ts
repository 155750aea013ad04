import type { EntityBatchAlias } from '@graphql-hive/router-query-planner'
import { positionsAt, type AnswerPath, type Positions } from '../execution/positions.ts'
import type { Tree } from '../execution/tree.ts'
import type { TypeTable } from '../execution/type-table.ts'

export interface Standing {
  readonly object: Tree
  readonly path: AnswerPath
}

/** An object with those around it that may set a context, by how many steps of the way lead to them. */
export interface Surrounded extends Standing {
  readonly around: ReadonlyMap<number, Standing>
}

/** Finds the objects at a place of a plan together with the objects at some depths of the way to it. */
export function surroundedAt(
  path: EntityBatchAlias['paths'][number],
  depths: readonly number[],
  types: TypeTable,
): (root: Tree) => Surrounded[] {
  const stops = [...new Set(depths)].toSorted((a, b) => a - b)
  const legs = [...stops, path.length].map((stop, index) => ({
    stop: index < stops.length ? stop : undefined,
    positions: positionsAt(path.slice(index === 0 ? 0 : stops[index - 1], stop), types),
  }))
  return root => {
    const found: Surrounded[] = []
    descend({ object: root, path: [] }, { legs, around: new Map(), found })
    return found
  }
}

interface Descent {
  readonly legs: readonly { readonly stop: number | undefined; readonly positions: Positions }[]
  readonly around: ReadonlyMap<number, Standing>
  readonly found: Surrounded[]
}

function descend(from: Standing, { legs: [leg, ...legs], around, found }: Descent): void {
  if (leg === undefined) return void found.push({ ...from, around })
  const objects: Tree[] = []
  leg.positions.collect(from.object, objects)
  for (const [index, path] of leg.positions.paths(from.object).entries()) {
    const object = objects[index]
    if (object === undefined) continue
    const standing = { object, path: [...from.path, ...path] }
    descend(standing, {
      legs,
      around: leg.stop === undefined ? around : new Map(around).set(leg.stop, standing),
      found,
    })
  }
}
