import type { Resolvers } from '#generated/marketing.ts'
import { batched } from '#platform/batch.ts'
import { pageOf, type Page } from '#platform/connection.ts'
import { existing } from '#platform/rows.ts'
import { segmentEntity } from '../segments/segment-entity.ts'
import { campaignEntity } from './campaign-entity.ts'
import { pageOfCampaigns } from './contact-store.ts'

const campaigns = batched((ctx, customerIds: readonly string[], page: Page) =>
  pageOfCampaigns(ctx.db, customerIds, page),
)

export const contactResolvers: Resolvers = {
  CampaignContact: {
    campaign: async ({ campaignId }, _, ctx) => existing(campaignEntity.by.id(ctx, campaignId)),
    segment: async ({ segmentId }, _, ctx) => existing(segmentEntity.by.id(ctx, segmentId)),
    customer: ({ customerId }) => ({ id: customerId }),
  },
  Customer: {
    campaigns: ({ id }, args, ctx) => (id === undefined ? null : campaigns(ctx, id, pageOf(args))),
  },
}
