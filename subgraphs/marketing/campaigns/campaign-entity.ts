import { entity } from '#platform/entity.ts'
import { findCampaigns } from './campaign-store.ts'

/** Campaigns by their id. */
export const campaignEntity = entity('Campaign', { id: (ctx, ids) => findCampaigns(ctx.db, ids) })
