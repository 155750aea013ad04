import type { Transaction } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import type { DealerScope } from '../dealers/row-access.ts'
import type { SalesCycleCategory } from '../sales-cycles/sales-cycle.ts'
import { insertCycle } from '../sales-cycles/sales-cycle-store.ts'
import { isOpen } from './lead.ts'
import { recordLeadActivity } from './lead-activity.ts'
import {
  leadClosed,
  leadUnknown,
  type ConvertLeadSuccess,
  type LeadWithoutCustomer,
  type LoseLeadSuccess,
  type Loss,
  type RespondToLeadSuccess,
} from './lead-outcomes.ts'
import { lockLead, saveLead } from './lead-writes.ts'

/** Work on a lead that somebody can see. */
export interface LeadWork {
  readonly leadId: string
  readonly scope: DealerScope
  readonly now: Date
}

/** Stops the response clock at the first answer. */
export async function respondToLead(tx: Transaction, { leadId, scope, now }: LeadWork) {
  const lead = await lockLead(tx, leadId, scope)
  if (lead === undefined) return leadUnknown(leadId)
  if (!isOpen(lead)) return leadClosed(lead)
  if (lead.respondedAt === null) {
    await saveLead(tx, { ...lead, status: 'RESPONDED', respondedAt: now }, null)
    await recordLeadActivity(tx, lead, { at: now, summary: 'The dealer answered the lead' })
  }
  return { __typename: 'RespondToLeadSuccess', leadId } satisfies RespondToLeadSuccess
}

/** Makes an opportunity of an open lead; a lead that nobody answered yet is answered by it. */
export async function convertLead(
  tx: Transaction,
  { leadId, scope, now }: LeadWork,
  wish: { readonly customerId: string | null; readonly category: SalesCycleCategory },
) {
  const lead = await lockLead(tx, leadId, scope)
  if (lead === undefined) return leadUnknown(leadId)
  if (!isOpen(lead)) return leadClosed(lead)
  const customerId = lead.customerId ?? wish.customerId
  if (customerId === null)
    return {
      __typename: 'LeadWithoutCustomer',
      message: 'The lead has no customer yet: name him with customerId.',
      leadId,
    } satisfies LeadWithoutCustomer
  const converted = { ...lead, customerId, status: 'CONVERTED', respondedAt: lead.respondedAt ?? now } as const
  const { dealerId, channel: origin, campaignId, modelCode } = lead
  const salesCycleId = newId('cycle')
  // Before the lead is closed: until then it is what makes the customer the dealer's.
  await insertCycle(tx, {
    id: salesCycleId,
    category: wish.category,
    status: 'OPEN',
    customerId,
    dealerId,
    leadId,
    origin,
    campaignId,
    modelCode,
    openedAt: now,
  })
  await saveLead(tx, converted, now)
  await recordLeadActivity(tx, converted, { at: now, summary: 'The lead became an opportunity' })
  return { __typename: 'ConvertLeadSuccess', salesCycleId } satisfies ConvertLeadSuccess
}

/** Closes an open lead that came to nothing. */
export async function loseLead(tx: Transaction, { leadId, scope, now }: LeadWork, { reason, note }: Loss) {
  const lead = await lockLead(tx, leadId, scope)
  if (lead === undefined) return leadUnknown(leadId)
  if (!isOpen(lead)) return leadClosed(lead)
  await saveLead(tx, { ...lead, status: 'LOST', lostReason: reason, lostNote: note }, now)
  await recordLeadActivity(tx, lead, { at: now, summary: `The lead was lost: ${reason}` })
  return { __typename: 'LoseLeadSuccess', leadId } satisfies LoseLeadSuccess
}
