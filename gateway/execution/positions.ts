import type { FlattenNodePathSegment } from '@graphql-hive/router-query-planner'
import { isTree, type Tree } from './tree.ts'
import type { TypeTable } from './type-table.ts'

/** An object of an answer, and where it stands. */
export interface Position {
  readonly object: Tree
  readonly path: readonly (string | number)[]
}

/** Visits the objects at a place of a plan, in lists at every index; the path is kept only when it is asked for. */
export interface Positions {
  /** All objects at the place; those inside of what is repeated once. */
  collect(root: Tree, repeated: ReadonlySet<unknown>): Tree[]
  /** The same objects at every position that they have. */
  positions(root: Tree): Position[]
}

export function positionsAt(path: readonly FlattenNodePathSegment[], types: TypeTable): Positions {
  const visit = visitorOf(path, types)
  return {
    collect(root, repeated) {
      const objects: Tree[] = []
      visit(root, {
        at: undefined,
        unseen: repeated.size === 0 ? undefined : firstOf(repeated),
        found: object => objects.push(object),
      })
      return objects
    },
    positions(root) {
      const found: Position[] = []
      visit(root, { at: [], unseen: undefined, found: (object, at) => found.push({ object, path: [...at] }) })
      return found
    },
  }
}

/** Whether a value is not one of the repeated ones that were met before. */
function firstOf(repeated: ReadonlySet<unknown>): (value: unknown) => boolean {
  const met = new Set<unknown>()
  return value => {
    if (!repeated.has(value)) return true
    return met.size < met.add(value).size
  }
}

/** What a visit carries along. */
interface Visitor {
  /** Where it is; undefined when nobody asks. */
  readonly at: (string | number)[] | undefined
  readonly unseen: ((value: unknown) => boolean) | undefined
  readonly found: (object: Tree, at: (string | number)[]) => void
}

type Visit = (value: unknown, visitor: Visitor) => void

const nowhere: (string | number)[] = []

function visitorOf([segment, ...rest]: readonly FlattenNodePathSegment[], types: TypeTable): Visit {
  if (segment === undefined)
    return eachOf((value, { at, found }) => {
      if (isTree(value)) found(value, at ?? nowhere)
    })
  const next = visitorOf(rest, types)
  if (segment === '@')
    return (value, visitor) => {
      if (Array.isArray(value)) items(value, next, visitor)
    }
  if ('Field' in segment) {
    const name = segment.Field
    return eachOf((value, visitor) => {
      if (!isTree(value)) return
      const inner = value[name]
      if (visitor.unseen?.(inner) === false) return
      visitor.at?.push(name)
      next(inner, visitor)
      visitor.at?.pop()
    })
  }
  const conditions = segment.TypeCondition
  return eachOf((value, visitor) => {
    if (isTree(value) && conditions.some(condition => types.fits(value.__typename, condition))) next(value, visitor)
  })
}

/** A plan writes one `@` for lists inside lists too: where an object is due, each item of a list is visited. */
function eachOf(visit: Visit): Visit {
  const each: Visit = (value, visitor) => {
    if (Array.isArray(value)) items(value, each, visitor)
    else visit(value, visitor)
  }
  return each
}

function items(list: readonly unknown[], visit: Visit, visitor: Visitor): void {
  for (let index = 0; index < list.length; index++) {
    visitor.at?.push(index)
    visit(list[index], visitor)
    visitor.at?.pop()
  }
}
