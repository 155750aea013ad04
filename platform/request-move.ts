import { z } from 'zod'
import { departments } from './department.ts'

/** The move of a request between departments, as service tells of it. */
export const requestMove = z.object({
  requestId: z.string(),
  kind: z.enum(['OPENED', 'FORWARDED', 'ASKED', 'ANSWERED', 'WAIVED', 'CLOSED', 'REOPENED', 'TAKEN_OVER']),
  department: z.enum(departments),
  /** Where it lay before; null for one that was opened. */
  from: z.enum(departments).nullable().default(null),
  /** Who did it. */
  by: z.string().nullable().default(null),
  /** Who answered for it until somebody else took over in this move. */
  formerOwner: z
    .object({ employeeId: z.string(), name: z.string().nullable(), department: z.enum(departments) })
    .nullable()
    .default(null),
  /** The questions that the department was asked or answered, or whose answer was done without. */
  subQuestionIds: z.array(z.string()).default([]),
  at: z.iso.datetime(),
})
