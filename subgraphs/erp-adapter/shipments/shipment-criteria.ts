import type { ShipmentFilter } from '#generated/erp-adapter.ts'
import { Fault } from '#platform/errors.ts'
import type { ShipmentCriteria } from './shipment-store.ts'

const mostValues = 100

/** Reads the filter of a list of shipments; one that can not be meant is the caller's fault. */
export function shipmentCriteriaOf(filter: ShipmentFilter): ShipmentCriteria {
  for (const [name, value] of Object.entries(filter))
    if (Array.isArray(value) && value.length > mostValues)
      throw new Fault('BAD_USER_INPUT', `${name} has ${value.length} values; it can have ${mostValues}.`)
  return filter
}
