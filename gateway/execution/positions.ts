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
    return (value, at, found) => {
      if (isTree(value)) found(value, at ?? nowhere)
    }
  const next = visitorOf(rest, types)
  if (segment === '@')
    return (value, at, found) => {
      if (!Array.isArray(value)) return
      for (let index = 0; index < value.length; index++) {
        at?.push(index)
        next(value[index], at, found)
        at?.pop()
      }
    }
  if ('Field' in segment) {
    const name = segment.Field
    return (value, at, found) => {
      if (!isTree(value)) return
      at?.push(name)
      next(value[name], at, found)
      at?.pop()
    }
  }
  const conditions = segment.TypeCondition
  return (value, at, found) => {
    if (isTree(value) && conditions.some(condition => types.fits(value.__typename, condition))) next(value, at, found)
  }
}
