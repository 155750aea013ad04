import { z } from 'zod'
import { defineEvent } from '../events.ts'

/** Somebody asked for more people than he may be shown; told once in the time of the limit. Key: his name. */
export const exportStopped = defineEvent(
  'ExportStopped',
  z.object({
    caller: z.string(),
    role: z.string(),
    dealerId: z.string().nullable(),
    /** The subgraph that stopped it. */
    subgraph: z.string(),
    operation: z.string().nullable(),
    limit: z.object({ persons: z.number(), seconds: z.number() }),
  }),
)
