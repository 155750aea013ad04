import { z } from 'zod'

/** What tells which cars a recall covers, by how they were built. */
export const recallCriteria = z.object({
  modelCodes: z.array(z.string()).optional(),
  vinFrom: z.string().optional(),
  vinTo: z.string().optional(),
  builtFrom: z.iso.date().optional(),
  builtTo: z.iso.date().optional(),
  station: z.string().optional(),
  partNumber: z.string().optional(),
  partBatch: z.string().optional(),
})
