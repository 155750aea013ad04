import { isBeforeBuilt, isInPlant, type VehicleStatus } from '../vehicles/vehicle-status.ts'

export const productionStates = ['PLANNED', 'SCHEDULED', 'IN_PRODUCTION', 'COMPLETED', 'CANCELLED'] as const

/** How far the plant is with an order; the database derives it from the ERP's statuses. */
export type ProductionState = (typeof productionStates)[number]

/** The statuses that SAP shows, several at once, when a car comes to a status, from those that it showed before. */
export function erpStatusesAfter(before: readonly string[], status: VehicleStatus): readonly string[] {
  if (status === 'CANCELLED' || before.includes('DLFL')) return ['DLFL']
  if (!isBeforeBuilt(status) || before.includes('CNF')) return ['REL', 'CNF', 'DLV']
  if (status === 'SCHEDULED') return ['CRTD']
  if (status === 'BROADCAST') return ['REL']
  return isInPlant(status) ? ['REL', 'PCNF'] : []
}
