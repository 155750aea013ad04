import type { ProductionOrderFilter } from '#generated/erp-adapter.ts'
import { Fault } from '#platform/errors.ts'
import type { OrderCriteria } from './orders-meeting.ts'

const mostValues = 100

/** Reads the filter of a list of orders; one that can not be meant is the caller's fault. */
export function orderCriteriaOf(filter: ProductionOrderFilter, now: Date): OrderCriteria {
  for (const [name, value] of Object.entries(filter))
    if (Array.isArray(value) && value.length > mostValues)
      throw new Fault('BAD_USER_INPUT', `${name} has ${value.length} values; it can have ${mostValues}.`)
  const { plannedFrom, plannedUntil } = filter
  if (plannedFrom != null && plannedUntil != null && plannedFrom >= plannedUntil)
    throw new Fault('BAD_USER_INPUT', 'plannedFrom is not before plannedUntil.')
  return { ...filter, now }
}
