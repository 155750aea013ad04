import { isBeforeBuilt, isInPlant, type VehicleStatus } from '../vehicles/vehicle-status.ts'

/** How far the plant is with an order; the database derives it from the ERP's statuses. */
export type ProductionState = 'PLANNED' | 'SCHEDULED' | 'IN_PRODUCTION' | 'COMPLETED' | 'CANCELLED'

/** The statuses that SAP would show, several at once, after a car came through the given ones. */
export function erpStatusesAfter(statuses: readonly VehicleStatus[]): readonly string[] {
  if (statuses.includes('CANCELLED')) return ['DLFL']
  if (statuses.some(status => !isBeforeBuilt(status))) return ['REL', 'CNF', 'DLV']
  const last = statuses.at(-1)
  if (last === 'SCHEDULED') return ['CRTD']
  if (last === 'BROADCAST') return ['REL']
  return last !== undefined && isInPlant(last) ? ['REL', 'PCNF'] : []
}
