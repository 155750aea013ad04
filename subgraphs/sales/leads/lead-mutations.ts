import { Fault } from '#platform/errors.ts'
import { mutate } from '#platform/mutation.ts'
import type { Resolvers } from '#generated/sales.ts'
import { requireSalesDesk, salesScopeOf } from '../dealers/row-access.ts'
import { existing } from '#platform/rows.ts'
import { salesCycleEntity } from '../sales-cycles/sales-cycle-entity.ts'
import { writtenText } from '../written-text.ts'
import { captureLead } from './capture-lead.ts'
import { leadEntity } from './lead-entity.ts'
import { leadFacts } from './lead-input.ts'
import { convertLead, loseLead, respondToLead } from './work-on-lead.ts'

export const leadMutations: Resolvers = {
  Mutation: {
    captureLead(_, { input }, ctx) {
      const facts = leadFacts(input)
      // What a dealer captures is his own.
      const dealerId = writtenText(input.dealerId) ?? salesScopeOf(ctx.principal)
      if (dealerId !== null) requireSalesDesk(ctx.principal, dealerId)
      return mutate(ctx, 'captureLead', input, tx => captureLead(tx, { facts, dealerId, now: ctx.now }))
    },
    respondToLead(_, { input }, ctx) {
      const work = { leadId: input.leadId, scope: salesScopeOf(ctx.principal), now: ctx.now }
      return mutate(ctx, 'respondToLead', input, tx => respondToLead(tx, work))
    },
    convertLead(_, { input }, ctx) {
      const work = { leadId: input.leadId, scope: salesScopeOf(ctx.principal), now: ctx.now }
      const wish = { customerId: writtenText(input.customerId), category: input.category ?? 'PROSPECT' }
      return mutate(ctx, 'convertLead', input, tx => convertLead(tx, work, wish))
    },
    loseLead(_, { input }, ctx) {
      const work = { leadId: input.leadId, scope: salesScopeOf(ctx.principal), now: ctx.now }
      const loss = { reason: input.reason, note: writtenText(input.note) }
      if (loss.reason === 'OTHER' && loss.note === null)
        throw new Fault('BAD_USER_INPUT', 'A loss for reason OTHER needs a note that says why.')
      return mutate(ctx, 'loseLead', input, tx => loseLead(tx, work, loss))
    },
  },
  CaptureLeadSuccess: { lead: ({ leadId }, _, ctx) => existing(leadEntity.by.id(ctx, leadId)) },
  RespondToLeadSuccess: { lead: ({ leadId }, _, ctx) => existing(leadEntity.by.id(ctx, leadId)) },
  LoseLeadSuccess: { lead: ({ leadId }, _, ctx) => existing(leadEntity.by.id(ctx, leadId)) },
  ConvertLeadSuccess: {
    salesCycle: ({ salesCycleId }, _, ctx) => existing(salesCycleEntity.by.id(ctx, salesCycleId)),
  },
  LeadDuplicate: { existing: ({ leadId }, _, ctx) => leadEntity.by.id(ctx, leadId) },
  LeadClosed: { lead: ({ leadId }, _, ctx) => existing(leadEntity.by.id(ctx, leadId)) },
  LeadWithoutCustomer: { lead: ({ leadId }, _, ctx) => existing(leadEntity.by.id(ctx, leadId)) },
}
