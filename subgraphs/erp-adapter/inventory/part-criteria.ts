import type { PartFilter } from '#generated/erp-adapter.ts'
import { Fault } from '#platform/errors.ts'
import type { PartCriteria } from './part-store.ts'

const mostPlaces = 100
const longestPrefix = 40

/** Reads the filter of a list of parts; one that can not be meant is the caller's fault. */
export function partCriteriaOf({ numberPrefix, place, available }: PartFilter): PartCriteria {
  const length = numberPrefix?.length ?? 1
  if (length < 1 || length > longestPrefix)
    throw new Fault('BAD_USER_INPUT', `numberPrefix has ${length} characters; it can have 1 to ${longestPrefix}.`)
  if (place != null && place.length > mostPlaces)
    throw new Fault('BAD_USER_INPUT', `place has ${place.length} values; it can have ${mostPlaces}.`)
  return { numberPrefix: numberPrefix ?? null, places: place ?? null, available: available ?? false }
}
