import type { Transaction } from '#platform/database.ts'
import { recordActivity } from '../activity.ts'
import type { LeadRow } from './lead.ts'

/** Tells the timeline of the lead's customer, when he is known. */
export async function recordLeadActivity(
  tx: Transaction,
  lead: LeadRow,
  { at, summary }: { readonly at: Date; readonly summary: string },
): Promise<void> {
  if (lead.customerId === null) return
  await recordActivity(tx, {
    customerId: lead.customerId,
    kind: 'LEAD',
    at,
    summary,
    subject: { type: 'Lead', id: lead.id },
  })
}
