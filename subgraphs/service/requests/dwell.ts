import type { Department } from '#platform/department.ts'
import type { Step } from './request.ts'

const hour = 60

/** Minutes that a request may lie with each department, in plain time. */
export const dwellTargets: Readonly<Record<Department, number>> = {
  CUSTOMER: 8 * hour,
  SALES: 24 * hour,
  SERVICE: 24 * hour,
  MARKETING: 24 * hour,
  PRODUCTION: 48 * hour,
}

/** Hours from its opening until a request should be closed, unless who opens it says otherwise. */
export const hoursAllowed = 72

/** Whole minutes that a request lay or lies with a department until a moment. */
export function dwellMinutes({ enteredAt, leftAt }: Pick<Step, 'enteredAt' | 'leftAt'>, now: Date): number {
  return Math.max(0, Math.floor(((leftAt ?? now).getTime() - enteredAt.getTime()) / 60_000))
}
