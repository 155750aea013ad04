import { iso } from '../world/calendar.ts'
import { campaigns } from '../world/campaigns.ts'
import { messageIdOf, type Reach } from '../world/reach.ts'
import { manyRowsOf, rowsOf, type Load } from './load.ts'

/** The campaigns with their audiences and what was sent to whom. */
export async function loadCampaigns({ insert, world }: Load): Promise<void> {
  await insert(
    'marketing.campaign',
    rowsOf(campaigns, ({ id, name, goal, plannedAt, launchedAt, completed, improves }) => ({
      id,
      name,
      goal,
      status: launchedAt === null ? 'PLANNED' : completed ? 'COMPLETED' : 'LAUNCHED',
      on_behalf_of: 'MAKER',
      planned_at: iso(plannedAt),
      launched_at: launchedAt === null ? null : iso(launchedAt),
      version: improves === null ? 1 : 2,
      lineage: improves?.id ?? id,
      improves: improves?.id ?? null,
      lesson: improves?.lesson ?? null,
    })),
  )
  await insert(
    'marketing.campaign_segment',
    rowsOf(campaigns, ({ id, segmentId }) => ({ campaign_id: id, segment_id: segmentId, place: 1 })),
  )
  await insert(
    'marketing.campaign_step',
    manyRowsOf(campaigns, ({ id, steps }) =>
      steps.map(({ channel, template, afterDays, sentAt }, index) => ({
        campaign_id: id,
        number: index + 1,
        channel,
        template,
        after_days: afterDays,
        dispatched_at: sentAt === null ? null : iso(sentAt),
      })),
    ),
  )
  await insert('marketing.campaign_contact', rowsOf(world.reaches(), contactRow))
  await insert('marketing.message', rowsOf(world.reaches(), messageRow))
}

const contactRow = ({
  campaign,
  customer,
  chosenAt,
  step,
  sentAt,
  suppressedBecause,
  response,
  respondedAt,
}: Reach) => ({
  campaign_id: campaign.id,
  customer_id: customer.id,
  segment_id: campaign.segmentId,
  chosen_at: iso(chosenAt),
  status: sentAt === null ? 'SUPPRESSED' : 'SENT',
  reached_at: sentAt === null ? null : iso(sentAt),
  channel: sentAt === null ? null : step.channel,
  suppressed_because: suppressedBecause,
  response,
  responded_at: respondedAt === null ? null : iso(respondedAt),
})

const messageRow = (reach: Reach) => ({
  id: messageIdOf(reach),
  customer_id: reach.customer.id,
  department: 'MARKETING',
  channel: reach.step.channel,
  text: reach.step.template,
  status: reach.sentAt === null ? 'SUPPRESSED' : 'SENT',
  suppressed_because: reach.suppressedBecause,
  at: iso(reach.step.sentAt ?? reach.chosenAt),
  campaign_id: reach.campaign.id,
  step: 1,
  source: 'campaign',
  external_id: `${reach.campaign.id}:1:${reach.customer.id}`,
})
