import type { Transaction } from '#platform/database.ts'
import { refreshSegments } from '../segments/refresh-segment.ts'
import { chooseAudience, lockCampaign } from './campaign-changes.ts'
import { findCampaignSegments } from './campaign-store.ts'
import { campaignNotFound, notPlanned } from './outcomes.ts'
import type { CampaignLaunched, CampaignNotFound, NotPlanned } from './outcomes.ts'

/** Refreshes a campaign's segments and chooses who is a member now. */
export async function launchCampaign(
  tx: Transaction,
  campaignId: string,
  now: Date,
): Promise<CampaignLaunched | CampaignNotFound | NotPlanned> {
  const campaign = await lockCampaign(tx, campaignId)
  if (campaign === undefined) return campaignNotFound(campaignId)
  if (campaign.status !== 'PLANNED') return notPlanned(campaign)
  const segments = (await findCampaignSegments(tx, [campaignId])).get(campaignId) ?? []
  await refreshSegments(
    tx,
    segments.map(segment => segment.id),
    now,
  )
  return { __typename: 'LaunchCampaignSuccess', campaignId, audience: await chooseAudience(tx, campaignId, now) }
}
