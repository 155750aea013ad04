import type { ImproveCampaignInput } from '#generated/marketing.ts'
import type { Transaction } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { segmentNotFound, type NotFound } from '../segments/outcomes.ts'
import { textOf } from '../text.ts'
import { findMissingSegment, insertCampaign, lockCampaign } from './campaign-changes.ts'
import { planOf, type Draft } from './campaign-plan.ts'
import { findCampaignSegments, findLineages, findSteps } from './campaign-store.ts'
import { nextVersion, type CampaignRow } from './campaign.ts'
import { dealerOf } from './recipient.ts'
import { alreadyImproved, campaignNotFound, notLaunched } from './outcomes.ts'
import type { AlreadyImproved, CampaignImproved, CampaignNotFound, NotLaunched } from './outcomes.ts'

type Improvement = CampaignImproved | CampaignNotFound | NotLaunched | AlreadyImproved | NotFound

/** Plans the version after a launched campaign, with what was learnt from it. */
export async function improveCampaign(tx: Transaction, input: ImproveCampaignInput, now: Date): Promise<Improvement> {
  const lesson = textOf('lesson', input.lesson, 500)
  const campaign = await lockCampaign(tx, input.campaignId)
  if (campaign === undefined) return campaignNotFound(input.campaignId)
  const versions = (await findLineages(tx, [campaign.lineageId])).get(campaign.lineageId)
  const successor = versions?.find(each => each.improvesId === campaign.id)
  if (successor !== undefined) return alreadyImproved(successor)
  if (campaign.status === 'PLANNED') return notLaunched(campaign)

  const plan = planOf(await draftOf(tx, campaign, input))
  const missing = await findMissingSegment(tx, plan.segmentIds)
  if (missing !== null) return segmentNotFound(missing)
  const version = nextVersion(newId('campaign'), campaign, { lesson, plannedAt: now })
  await insertCampaign(tx, version, plan)
  return { __typename: 'ImproveCampaignSuccess', campaignId: version.id }
}

async function draftOf(tx: Transaction, campaign: CampaignRow, input: ImproveCampaignInput): Promise<Draft> {
  const segments = (await findCampaignSegments(tx, [campaign.id])).get(campaign.id) ?? []
  const steps = (await findSteps(tx, [campaign.id])).get(campaign.id) ?? []
  return {
    name: input.name ?? campaign.name,
    goal: campaign.goal,
    dealerId: dealerOf(campaign.recipient),
    segmentIds: input.segmentIds ?? segments.map(segment => segment.id),
    steps: input.steps ?? steps,
  }
}
