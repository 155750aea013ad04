import type { CaseMessage, CaseStatus } from './case.ts'

interface Stage {
  /** What the service-level clock does in this status. */
  readonly clock: 'RUNS' | 'PAUSED' | 'STOPPED'
  readonly next: readonly CaseStatus[]
}

/** The statuses of a case: what each does to its clock, and where it can go from there. */
export const caseLifecycle: Readonly<Record<CaseStatus, Stage>> = {
  NEW: { clock: 'RUNS', next: ['IN_PROGRESS', 'WAITING_FOR_CUSTOMER', 'ESCALATED', 'SOLVED'] },
  IN_PROGRESS: { clock: 'RUNS', next: ['WAITING_FOR_CUSTOMER', 'ESCALATED', 'SOLVED'] },
  WAITING_FOR_CUSTOMER: { clock: 'PAUSED', next: ['IN_PROGRESS', 'ESCALATED', 'SOLVED'] },
  ESCALATED: { clock: 'RUNS', next: ['IN_PROGRESS', 'WAITING_FOR_CUSTOMER', 'SOLVED'] },
  SOLVED: { clock: 'STOPPED', next: ['IN_PROGRESS', 'CLOSED'] },
  CLOSED: { clock: 'STOPPED', next: [] },
}

export const isOpen = (status: CaseStatus): boolean => caseLifecycle[status].clock !== 'STOPPED'

/** The customer's answer takes a waiting case up again; any other message leaves the status as it is. */
export function statusAfterReply(status: CaseStatus, author: CaseMessage['author']): CaseStatus {
  return status === 'WAITING_FOR_CUSTOMER' && author === 'CUSTOMER' ? 'IN_PROGRESS' : status
}
