import type { FetchNodePathSegment, InputRewrite } from '@graphql-hive/router-query-planner'
import { isTree, type Tree } from './tree.ts'
import type { TypeTable } from './type-table.ts'

/** Changes that a plan asks for on what goes to a subgraph, or on what comes from it. */
export type Rewrite = (object: Tree) => void

/** Joins a plan's rewrites into one function; undefined when there are none. */
export function rewriterOf(rewrites: readonly InputRewrite[] | undefined, types: TypeTable): Rewrite | undefined {
  if (rewrites === undefined || rewrites.length === 0) return undefined
  const all = rewrites.map(rewrite => rewriteOf(rewrite, types))
  return object => {
    for (const rewrite of all) rewrite(object)
  }
}

function rewriteOf(rewrite: InputRewrite, types: TypeTable): Rewrite {
  if ('KeyRenamer' in rewrite) {
    const { path, renameKeyTo } = rewrite.KeyRenamer
    return at(path, types, (object, key) => {
      if (!(key in object)) return
      object[renameKeyTo] = object[key]
      delete object[key]
    })
  }
  const { path, setValueTo } = 'ValueSetter' in rewrite ? rewrite.ValueSetter : rewrite
  return at(path, types, (object, key) => (object[key] = setValueTo))
}

/** Applies a change to the last key of a path, in every object that the path leads to. */
function at(
  path: readonly FetchNodePathSegment[],
  types: TypeTable,
  change: (object: Tree, key: string) => void,
): Rewrite {
  const go = (value: unknown, index: number): void => {
    if (Array.isArray(value)) for (const item of value) go(item, index)
    const segment = path[index]
    if (!isTree(value) || segment === undefined) return
    if ('TypenameEquals' in segment) {
      if (segment.TypenameEquals.some(name => types.fits(value.__typename, name))) go(value, index + 1)
    } else if (index === path.length - 1) change(value, segment.Key)
    else go(value[segment.Key], index + 1)
  }
  return object => go(object, 0)
}
