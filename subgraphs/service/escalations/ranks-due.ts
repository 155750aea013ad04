import { escalationRanks, type EscalationRank } from './escalation.ts'

/** The part of the time allowed, used up, at which a case that is not solved comes before each rank. */
const climbsAt: Readonly<Record<EscalationRank, number>> = {
  AGENT: 1,
  TEAM_LEAD: 1.5,
  DEPARTMENT_HEAD: 2,
  GENERAL_MANAGER: 3,
}

/** The ranks that a case has come before by the time used of what is allowed, from below. */
export function ranksDue(consumedMinutes: number, allowedMinutes: number): EscalationRank[] {
  return escalationRanks.filter(rank => consumedMinutes >= allowedMinutes * climbsAt[rank])
}
