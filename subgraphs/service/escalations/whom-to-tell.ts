import type { CaseToEscalate } from './case-to-escalate.ts'
import type { Escalation, EscalationContact, EscalationRank } from './escalation.ts'

const upwards = ['AGENT', 'TEAM_LEAD', 'DEPARTMENT_HEAD', 'GENERAL_MANAGER'] as const

/** The employee of a rank for a case: its agent, or whom the department has for the rank, or whom all have. */
export function whomToTell(
  { agentId, agentName, department }: CaseToEscalate,
  rank: EscalationRank,
  contacts: readonly EscalationContact[],
): Pick<Escalation, 'employeeId' | 'employeeName'> {
  if (rank === 'AGENT') return { employeeId: agentId, employeeName: agentName }
  const ofRank = contacts.filter(each => each.rank === rank)
  const contact = ofRank.find(each => each.department === department) ?? ofRank.find(each => each.department === null)
  return { employeeId: contact?.employeeId ?? null, employeeName: contact?.name ?? null }
}

/** The first employee up the chain whom a case has: its agent, or the lowest rank that is filled; null when none is. */
export const firstToTell = (found: CaseToEscalate, contacts: readonly EscalationContact[]): string | null =>
  upwards.map(rank => whomToTell(found, rank, contacts).employeeId).find(each => each !== null) ?? null
