import { isBeforeBuilt, isInPlant, type VehicleStatus } from '../vehicles/vehicle-status.ts'

/** The statuses that SAP would show, several at once, after a car came through the given ones. */
export function erpStatusesAfter(statuses: readonly VehicleStatus[]): readonly string[] {
  if (statuses.includes('CANCELLED')) return ['DLFL']
  if (statuses.some(status => !isBeforeBuilt(status))) return ['REL', 'CNF', 'DLV']
  const last = statuses.at(-1)
  if (last === 'SCHEDULED') return ['CRTD']
  if (last === 'BROADCAST') return ['REL']
  return last !== undefined && isInPlant(last) ? ['REL', 'PCNF'] : []
}

export const productionStates = ['PLANNED', 'SCHEDULED', 'IN_PRODUCTION', 'COMPLETED', 'CANCELLED'] as const

export type ProductionState = (typeof productionStates)[number]

/** How far the plant is, from the set of ERP statuses. */
export function productionStateOf(erpStatuses: readonly string[]): ProductionState {
  if (erpStatuses.includes('DLFL')) return 'CANCELLED'
  if (erpStatuses.includes('CNF')) return 'COMPLETED'
  if (erpStatuses.includes('REL')) return 'IN_PRODUCTION'
  return erpStatuses.includes('CRTD') ? 'SCHEDULED' : 'PLANNED'
}
