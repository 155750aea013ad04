import { clientPath } from '../planning/plan-names.ts'
import type { Run } from '../execution/run.ts'
import { isTree } from '../execution/tree.ts'
import { isHidden } from './hidden-names.ts'

/** Leaves of the errors at values that no client asked for only those by which an object became null. */
export function tidyErrors({ data, errors }: Run): void {
  const told = errors.flatMap(error => {
    const { path = [] } = error
    const index = path.findIndex(isHidden)
    if (index === -1) return [error]
    const place = path.slice(0, index)
    return isThere(data, place) ? [] : [{ ...error, path: place }]
  })
  errors.splice(0, errors.length, ...told)
}

/** Whether something stands at a place that a client knows by its own names. */
function isThere(value: unknown, [key, ...rest]: readonly (string | number)[]): boolean {
  if (key === undefined) return value != null
  if (Array.isArray(value)) return isThere(typeof key === 'number' ? value[key] : undefined, rest)
  if (!isTree(value)) return false
  return Object.keys(value).some(each => clientPath([each])[0] === key && isThere(value[each], rest))
}
