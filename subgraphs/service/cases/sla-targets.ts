import type { CaseKind, CasePriority } from './case.ts'

const hour = 60

/** Minutes allowed until a case is solved, by kind and priority. */
export const slaTargets: Readonly<Record<CaseKind, Readonly<Record<CasePriority, number>>>> = {
  CONSULT: { LOW: 72 * hour, NORMAL: 24 * hour, HIGH: 8 * hour, URGENT: 2 * hour },
  PURCHASE: { LOW: 48 * hour, NORMAL: 24 * hour, HIGH: 4 * hour, URGENT: hour },
  REPAIR: { LOW: 120 * hour, NORMAL: 72 * hour, HIGH: 24 * hour, URGENT: 4 * hour },
  COMPLAINT: { LOW: 72 * hour, NORMAL: 48 * hour, HIGH: 24 * hour, URGENT: 4 * hour },
}
