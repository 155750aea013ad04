import type { Transaction } from '#platform/database.ts'
import { customerActivity } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'
import { messageActivity } from '../messages/message-activity.ts'
import { lockCampaign } from './campaign-changes.ts'
import { findSteps } from './campaign-store.ts'
import { nextStep, type CampaignRow, type StepRow } from './campaign.ts'
import { dispatchBatch, findDue, finishStep } from './dispatch-store.ts'
import { campaignNotFound, notLaunched } from './outcomes.ts'
import type { CampaignDispatched, CampaignNotFound, NotLaunched, StepNotDue } from './outcomes.ts'

/** Customers to whom one statement sends, with one publishing of their messages. */
const batchSize = 5000

/** Sends a campaign's next step to its whole audience. */
export async function dispatchCampaign(
  tx: Transaction,
  campaignId: string,
  now: Date,
): Promise<CampaignDispatched | CampaignNotFound | NotLaunched | StepNotDue> {
  const campaign = await lockCampaign(tx, campaignId)
  if (campaign === undefined) return campaignNotFound(campaignId)
  const steps = (await findSteps(tx, [campaignId])).get(campaignId) ?? []
  const next = campaign.launchedAt === null ? null : nextStep(campaign.launchedAt, steps)
  if (next === null) return notLaunched(campaign)
  const { step, dueAt } = next
  if (dueAt > now) return stepNotDue(step, dueAt)
  return {
    __typename: 'DispatchCampaignSuccess',
    campaignId,
    step: step.number,
    ...(await send(tx, campaign, { step, now })),
  }
}

const stepNotDue = ({ number }: StepRow, dueAt: Date): StepNotDue => ({
  __typename: 'CampaignStepNotDue',
  message: `Step ${number} can be sent from ${dueAt.toISOString()} on.`,
  step: number,
  dueAt,
})

async function send(
  tx: Transaction,
  { name, recipient }: CampaignRow,
  { step, now }: { readonly step: StepRow; readonly now: Date },
): Promise<{ sent: number; suppressed: number }> {
  let sent = 0
  let suppressed = 0
  for (let after: string | undefined = ''; after !== undefined;) {
    const due: string[] = await findDue(tx, step, { after, size: batchSize })
    const messages = await dispatchBatch(tx, { step, recipient, now }, due)
    const reached = messages.filter(message => message.status === 'SENT')
    await publish(
      tx,
      customerActivity,
      reached.map(message => messageActivity({ ...message, department: 'MARKETING' }, name)),
    )
    sent += reached.length
    suppressed += messages.length - reached.length
    after = due.length < batchSize ? undefined : due.at(-1)
  }
  await finishStep(tx, step, now)
  return { sent, suppressed }
}
