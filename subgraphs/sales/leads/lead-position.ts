import type { Position } from '#platform/connection.ts'
import type { LeadRow } from './lead.ts'

/** Leads are listed by the time of their capture. */
export const leadPosition = ({ capturedAt, id }: LeadRow): Position => ({ sort: capturedAt.toISOString(), id })
