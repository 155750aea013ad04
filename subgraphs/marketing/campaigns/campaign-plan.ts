import type { CampaignGoal, CampaignStepInput } from '#generated/marketing.ts'
import { Fault } from '#platform/errors.ts'
import { textOf } from '../text.ts'
import type { StepRow } from './campaign.ts'
import { recipientOf } from './recipient.ts'

/** What a caller wants a campaign to be; what he leaves out has its default. */
export interface Draft {
  readonly name: string
  readonly goal: CampaignGoal
  readonly dealerId?: string | null
  readonly segmentIds: readonly string[]
  readonly steps: readonly CampaignStepInput[]
}

/** What a campaign is going to be. */
export interface Plan extends Omit<Draft, 'dealerId'> {
  readonly recipient: string
  readonly steps: readonly Pick<StepRow, 'channel' | 'template' | 'afterDays'>[]
}

const mostSegments = 20
const mostSteps = 12

/** A plan as it is kept; a draft that can't be carried out is the caller's fault. */
export function planOf({ name, goal, dealerId = null, segmentIds, steps }: Draft): Plan {
  const distinct = [...new Set(segmentIds)]
  if (distinct.length < 1 || distinct.length > mostSegments)
    throw new Fault('BAD_USER_INPUT', `A campaign has 1 to ${mostSegments} segments, not ${distinct.length}.`)
  if (steps.length < 1 || steps.length > mostSteps)
    throw new Fault('BAD_USER_INPUT', `A campaign has 1 to ${mostSteps} steps, not ${steps.length}.`)
  const planned = steps.map(({ channel, template, afterDays }) => ({
    channel,
    template: textOf('template', template, 4000),
    afterDays,
  }))
  for (const [place, step] of planned.entries()) checkDelay(step.afterDays, planned[place - 1]?.afterDays ?? 0)
  return {
    name: textOf('name', name, 120),
    goal,
    recipient: recipientOf(dealerId === null ? null : textOf('dealerId', dealerId, 200)),
    segmentIds: distinct,
    steps: planned,
  }
}

function checkDelay(days: number, before: number): void {
  if (days < before || days > 365)
    throw new Fault(
      'BAD_USER_INPUT',
      `afterDays is ${days}; it can be ${before} to 365, not less than the step's before.`,
    )
}
