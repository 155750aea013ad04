import { pageOf } from '#platform/connection.ts'
import type { Resolvers } from '#generated/sales.ts'
import { dealerEntity } from '../dealers/dealer-entity.ts'
import { salesScopeOf } from '../dealers/row-access.ts'
import { reference } from '../references.ts'
import { cycleOfLead } from '../sales-cycles/sales-cycle-entity.ts'
import { leadEntity } from './lead-entity.ts'
import { isOverdue, responseMinutes } from './lead.ts'
import { listLeads } from './lead-store.ts'

export const leadResolvers: Resolvers = {
  Query: {
    lead: (_, { id }, ctx) => leadEntity.by.id(ctx, id),
    async leads(_, { filter, ...args }, ctx) {
      const page = pageOf(args)
      const query = { filter: filter ?? {}, scope: salesScopeOf(ctx.principal), now: ctx.now }
      return listLeads(ctx.db, query, page)
    },
  },
  Lead: {
    customer: lead => reference(lead.customerId),
    campaign: lead => reference(lead.campaignId),
    referrer: lead => reference(lead.referrerId),
    dealer: (lead, _, ctx) => dealerEntity.by.id(ctx, lead.dealerId),
    routing: lead => ({ rule: lead.routingRule, reason: lead.routingReason }),
    score: lead => ({ points: lead.points, reasons: [...lead.scoreReasons] }),
    responseMinutes: lead => responseMinutes(lead),
    overdue: (lead, _, ctx) => isOverdue(lead, ctx.now),
    salesCycle: (lead, _, ctx) => cycleOfLead(ctx, lead.id),
  },
}
