import type { ProductionState } from '../../production/erp-statuses.ts'

/** How far SAP is with an order, from the set of its statuses. */
export function sapState(statuses: readonly string[]): ProductionState {
  const hasOneOf = (...names: readonly string[]): boolean => names.some(name => statuses.includes(name))
  if (hasOneOf('DLFL', 'DLT')) return 'CANCELLED'
  if (hasOneOf('CNF', 'DLV', 'TECO', 'CLSD')) return 'COMPLETED'
  if (hasOneOf('REL', 'PREL', 'PCNF', 'PDLV')) return 'IN_PRODUCTION'
  return hasOneOf('CRTD') ? 'SCHEDULED' : 'PLANNED'
}
