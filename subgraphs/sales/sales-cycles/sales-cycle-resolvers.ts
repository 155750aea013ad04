import type { Resolvers } from '#generated/sales.ts'
import { dealerEntity } from '../dealers/dealer-entity.ts'
import { leadEntity } from '../leads/lead-entity.ts'
import { reference } from '../references.ts'
import { salesCycleEntity } from './sales-cycle-entity.ts'

export const salesCycleResolvers: Resolvers = {
  Query: {
    salesCycle: (_, { id }, ctx) => salesCycleEntity.by.id(ctx, id),
  },
  SalesCycle: {
    customer: cycle => reference(cycle.customerId),
    campaign: cycle => reference(cycle.campaignId),
    dealer: (cycle, _, ctx) => dealerEntity.by.id(ctx, cycle.dealerId),
    lead: (cycle, _, ctx) => (cycle.leadId === null ? null : leadEntity.by.id(ctx, cycle.leadId)),
  },
}
