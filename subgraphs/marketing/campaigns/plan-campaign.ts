import type { PlanCampaignInput } from '#generated/marketing.ts'
import type { Transaction } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { segmentNotFound, type NotFound } from '../segments/outcomes.ts'
import { findMissingSegment, insertCampaign } from './campaign-changes.ts'
import { planOf } from './campaign-plan.ts'
import { firstVersion } from './campaign.ts'
import type { CampaignPlanned } from './outcomes.ts'

/** Plans the first version of a campaign. */
export async function planCampaign(
  tx: Transaction,
  input: PlanCampaignInput,
  now: Date,
): Promise<CampaignPlanned | NotFound> {
  const plan = planOf(input)
  const missing = await findMissingSegment(tx, plan.segmentIds)
  if (missing !== null) return segmentNotFound(missing)
  const version = firstVersion(newId('campaign'), now)
  await insertCampaign(tx, version, plan)
  return { __typename: 'PlanCampaignSuccess', campaignId: version.id }
}
