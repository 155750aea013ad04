import type { Resolvers } from '#generated/marketing.ts'
import { batched } from '#platform/batch.ts'
import type { Context } from '#platform/context.ts'
import { mutate } from '#platform/mutation.ts'
import { existing } from '#platform/rows.ts'
import { campaignEntity } from './campaign-entity.ts'
import { findContacts } from './contact-store.ts'
import { dispatchCampaign } from './dispatch-campaign.ts'
import { improveCampaign } from './improve-campaign.ts'
import { launchCampaign } from './launch-campaign.ts'
import { planCampaign } from './plan-campaign.ts'
import { recordResponse } from './record-response.ts'

const contactOf = batched((ctx, customerIds: readonly string[], campaignId: string) =>
  findContacts(ctx.db, customerIds, campaignId),
)

const campaignOf = async ({ campaignId }: { readonly campaignId: string }, _: object, ctx: Context) =>
  existing(campaignEntity.by.id(ctx, campaignId))

const withCampaign = { campaign: campaignOf }

export const campaignMutations: Resolvers = {
  Mutation: {
    planCampaign: (_, { input }, ctx) => mutate(ctx, 'planCampaign', input, tx => planCampaign(tx, input, ctx.now)),
    launchCampaign: (_, { input }, ctx) =>
      mutate(ctx, 'launchCampaign', input, tx => launchCampaign(tx, input.campaignId, ctx.now)),
    dispatchCampaign: (_, { input }, ctx) =>
      mutate(ctx, 'dispatchCampaign', input, tx => dispatchCampaign(tx, input.campaignId, ctx.now)),
    recordResponse: (_, { input }, ctx) =>
      mutate(ctx, 'recordResponse', input, tx => recordResponse(tx, input, ctx.now)),
    improveCampaign: (_, { input }, ctx) =>
      mutate(ctx, 'improveCampaign', input, tx => improveCampaign(tx, input, ctx.now)),
  },
  PlanCampaignSuccess: withCampaign,
  LaunchCampaignSuccess: withCampaign,
  DispatchCampaignSuccess: withCampaign,
  ImproveCampaignSuccess: withCampaign,
  CampaignNotPlanned: withCampaign,
  CampaignNotLaunched: withCampaign,
  CampaignAlreadyImproved: { improvedBy: campaignOf },
  RecordResponseSuccess: {
    contact: async ({ campaignId, customerId }, _, ctx) => existing(contactOf(ctx, customerId, campaignId)),
  },
}
