import type { VehicleFilter } from '#generated/erp-adapter.ts'
import { Fault } from '#platform/errors.ts'
import type { VehicleCriteria } from './meeting.ts'

const dayInMilliseconds = 86_400_000
const mostValues = 100

/** Reads the filter of a list of cars; one that can not be meant is the caller's fault. */
export function criteriaOf({ unsoldOverDays, ...criteria }: VehicleFilter, now: Date): VehicleCriteria {
  for (const [name, value] of Object.entries(criteria))
    if (Array.isArray(value) && value.length > mostValues)
      throw new Fault('BAD_USER_INPUT', `${name} has ${value.length} values; it can have ${mostValues}.`)
  const { builtFrom, builtUntil } = criteria
  if (builtFrom != null && builtUntil != null && builtFrom >= builtUntil)
    throw new Fault('BAD_USER_INPUT', 'builtFrom is not before builtUntil.')
  if (unsoldOverDays == null) return criteria
  if (unsoldOverDays < 0 || unsoldOverDays > 3650)
    throw new Fault('BAD_USER_INPUT', `unsoldOverDays is ${unsoldOverDays}; it can be 0 to 3650.`)
  return { ...criteria, unsoldSince: new Date(now.getTime() - unsoldOverDays * dayInMilliseconds) }
}
