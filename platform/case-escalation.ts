import { z } from 'zod'

/** The step of a case up the chain, as the help desk tells of it. */
export const caseEscalation = z.object({
  escalationId: z.string(),
  caseId: z.string(),
  rank: z.enum(['AGENT', 'TEAM_LEAD', 'DEPARTMENT_HEAD', 'GENERAL_MANAGER']),
  /** Null when nobody has the rank. */
  employeeId: z.string().nullable(),
})
