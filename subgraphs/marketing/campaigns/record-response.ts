import type { RecordResponseInput } from '#generated/marketing.ts'
import type { Transaction } from '#platform/database.ts'
import { pastMoment } from '../past-moment.ts'
import { findCampaigns } from './campaign-store.ts'
import { saveResponse } from './contact-store.ts'
import { campaignNotFound, notReached } from './outcomes.ts'
import type { CampaignNotFound, NotReached, ResponseRecorded } from './outcomes.ts'

/** Records what a customer who was reached answered. */
export async function recordResponse(
  tx: Transaction,
  input: RecordResponseInput,
  now: Date,
): Promise<ResponseRecorded | CampaignNotFound | NotReached> {
  const { campaignId, customerId, response } = input
  const at = pastMoment('at', input.at, now)
  const campaigns = await findCampaigns(tx, [campaignId])
  if (!campaigns.has(campaignId)) return campaignNotFound(campaignId)
  const saved = await saveResponse(tx, { campaignId, customerId, response, at })
  return saved ? { __typename: 'RecordResponseSuccess', campaignId, customerId } : notReached(campaignId, customerId)
}
