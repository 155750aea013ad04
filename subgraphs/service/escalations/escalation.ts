import type { Department } from '#platform/department.ts'

/** The chain that a case climbs, from below. */
export const escalationRanks = ['AGENT', 'TEAM_LEAD', 'DEPARTMENT_HEAD', 'GENERAL_MANAGER'] as const

export type EscalationRank = (typeof escalationRanks)[number]

/** A step of a case up the chain. */
export interface Escalation {
  readonly id: string
  readonly caseId: string
  readonly rank: EscalationRank
  readonly reason: 'TIME_OVER' | 'NO_DEALER'
  readonly department: Department
  readonly employeeId: string | null
  readonly employeeName: string | null
  readonly consumedMinutes: number
  readonly at: Date
}

/** Who has a rank; of one department, or of all that have nobody of their own. */
export interface EscalationContact {
  readonly rank: Exclude<EscalationRank, 'AGENT'>
  readonly department: Department | null
  readonly employeeId: string
  readonly name: string
}
