import type { Assignment } from './assignment.ts'

/** Whom a customer is to be given to; without a moment, as soon as possible. */
export interface Wish extends Omit<Assignment, 'id' | 'validFrom' | 'validUntil'> {
  readonly validFrom: Date | null
}

export type AssignOutcome =
  | { readonly kind: 'assigned'; readonly validFrom: Date; readonly relieved: Assignment | null }
  | { readonly kind: 'alreadyAssigned'; readonly latest: Assignment }
  | { readonly kind: 'tooEarly'; readonly latest: Assignment }

/** A role passes on at one moment, after the last time that it did; nobody follows himself. */
export function assign(latest: Assignment | null, wish: Wish, now: Date): AssignOutcome {
  if (latest === null) return { kind: 'assigned', validFrom: wish.validFrom ?? now, relieved: null }
  if (latest.employeeId === wish.employeeId) return { kind: 'alreadyAssigned', latest }
  const validFrom = wish.validFrom ?? soonestAfter(latest.validFrom, now)
  if (validFrom <= latest.validFrom) return { kind: 'tooEarly', latest }
  return { kind: 'assigned', validFrom, relieved: latest }
}

// Two calls of the same moment take effect one after the other.
function soonestAfter(moment: Date, now: Date): Date {
  return now > moment ? now : new Date(moment.getTime() + 1)
}
