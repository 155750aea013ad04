import { isBeforeBuilt, isInPlant, type VehicleStatus } from '../vehicles/vehicle-status.ts'

export const productionStates = ['PLANNED', 'SCHEDULED', 'IN_PRODUCTION', 'COMPLETED', 'CANCELLED'] as const

/** How far the plant is with an order. */
export type ProductionState = (typeof productionStates)[number]

/** How far the plant is, by the statuses that the ERP shows. */
export function productionStateOf(erpStatuses: readonly string[]): ProductionState {
  if (erpStatuses.includes('DLFL')) return 'CANCELLED'
  if (erpStatuses.includes('CNF')) return 'COMPLETED'
  if (erpStatuses.includes('REL')) return 'IN_PRODUCTION'
  return erpStatuses.includes('CRTD') ? 'SCHEDULED' : 'PLANNED'
}

/** The statuses that SAP shows, several at once, when a car comes to a status, from those that it showed before. */
export function erpStatusesAfter(before: readonly string[], status: VehicleStatus): readonly string[] {
  if (status === 'CANCELLED' || before.includes('DLFL')) return ['DLFL']
  if (!isBeforeBuilt(status) || before.includes('CNF')) return ['REL', 'CNF', 'DLV']
  if (status === 'SCHEDULED') return ['CRTD']
  if (status === 'BROADCAST') return ['REL']
  return isInPlant(status) ? ['REL', 'PCNF'] : []
}
