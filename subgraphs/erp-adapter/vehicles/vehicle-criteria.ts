import type { VehicleFilter } from '#generated/erp-adapter.ts'
import { Fault } from '#platform/errors.ts'
import type { VehicleCriteria } from './vehicle-store.ts'

const dayInMilliseconds = 86_400_000

/** Reads the filter of a list of cars. */
export function criteriaOf({ unsoldOverDays, ...criteria }: VehicleFilter, now: Date): VehicleCriteria {
  if (unsoldOverDays == null) return criteria
  if (unsoldOverDays < 0 || unsoldOverDays > 3650)
    throw new Fault('BAD_USER_INPUT', `unsoldOverDays is ${unsoldOverDays}; it can be 0 to 3650.`)
  return { ...criteria, unsoldSince: new Date(now.getTime() - unsoldOverDays * dayInMilliseconds) }
}
