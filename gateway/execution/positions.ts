import type { FlattenNodePathSegment } from '@graphql-hive/router-query-planner'
import { isTree, type Tree } from './tree.ts'
import type { TypeTable } from './type-table.ts'

export type AnswerPath = readonly (string | number)[]

/** Visits the objects at a place of a plan, in lists at every index; the path is kept only when it is asked for. */
export interface Positions {
  /** All objects at the place. */
  collect(root: Tree, found: Tree[]): void
  /** The same objects in the same order, with where they stand. */
  paths(root: Tree): AnswerPath[]
}

export function positionsAt(path: readonly FlattenNodePathSegment[], types: TypeTable): Positions {
  const visit = visitorOf(path, types)
  return {
    collect: (root, found) => visit(root, undefined, object => found.push(object)),
    paths(root) {
      const paths: AnswerPath[] = []
      visit(root, [], (_, at) => paths.push([...at]))
      return paths
    },
  }
}

type Found = (object: Tree, at: (string | number)[]) => void
type Visit = (value: unknown, at: (string | number)[] | undefined, found: Found) => void

const nowhere: (string | number)[] = []

function visitorOf([segment, ...rest]: readonly FlattenNodePathSegment[], types: TypeTable): Visit {
  if (segment === undefined)
    return eachOf((value, at, found) => {
      if (isTree(value)) found(value, at ?? nowhere)
    })
  const next = visitorOf(rest, types)
  if (segment === '@')
    return (value, at, found) => {
      if (Array.isArray(value)) items(value, { at, found, visit: next })
    }
  if ('Field' in segment) {
    const name = segment.Field
    return eachOf((value, at, found) => {
      if (!isTree(value)) return
      at?.push(name)
      next(value[name], at, found)
      at?.pop()
    })
  }
  const conditions = segment.TypeCondition
  return eachOf((value, at, found) => {
    if (isTree(value) && conditions.some(condition => types.fits(value.__typename, condition))) next(value, at, found)
  })
}

/** A plan writes one `@` for lists inside lists too: where an object is due, each item of a list is visited. */
function eachOf(visit: Visit): Visit {
  const each: Visit = (value, at, found) => {
    if (Array.isArray(value)) items(value, { at, found, visit: each })
    else visit(value, at, found)
  }
  return each
}

function items(
  list: readonly unknown[],
  { at, found, visit }: { readonly at: (string | number)[] | undefined; readonly found: Found; readonly visit: Visit },
): void {
  for (let index = 0; index < list.length; index++) {
    at?.push(index)
    visit(list[index], at, found)
    at?.pop()
  }
}
