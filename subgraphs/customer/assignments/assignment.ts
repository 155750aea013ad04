export type AssignmentRole = 'ACCOUNT_MANAGER' | 'SERVICE_ADVISOR' | 'SALES_CONSULTANT' | 'KEY_ACCOUNT'

/** The time in which an employee has a role for a customer. */
export interface Assignment {
  readonly id: string
  readonly customerId: string
  readonly role: AssignmentRole
  readonly employeeId: string
  readonly employeeName: string | null
  readonly dealerId: string | null
  readonly validFrom: Date
  readonly validUntil: Date | null
  readonly reason: string | null
  readonly assignedBy: string
}

export function holdsAt({ validFrom, validUntil }: Assignment, moment: Date): boolean {
  return validFrom <= moment && (validUntil === null || moment < validUntil)
}
