import { day, minute, today, type Moment } from './calendar.ts'
import type { Campaign, CampaignStep } from './campaigns.ts'
import type { ConsentEntry } from './consents.ts'
import type { Customer } from './customers.ts'
import type { Holding } from './holdings.ts'
import { randomFrom } from './random.ts'

/** What a campaign did with one customer. */
export interface Reach {
  readonly campaign: Campaign
  readonly customer: Customer
  readonly chosenAt: Moment
  readonly step: CampaignStep
  /** Null when it was not sent. */
  readonly sentAt: Moment | null
  readonly suppressedBecause: 'CONSENT_UNKNOWN' | 'CONSENT_WITHDRAWN' | null
  readonly response: 'INTERESTED' | 'BOOKED' | 'VISITED' | 'DECLINED' | null
  readonly respondedAt: Moment | null
}

/** The message that reached, or was to reach, the customer. */
export const messageIdOf = ({ campaign, customer }: Reach): string => `MS-${campaign.id}-${customer.id}`

export interface ReachFacts {
  readonly customer: Customer
  readonly holdings: readonly Holding[]
  readonly consents: readonly ConsentEntry[]
  readonly seed: number
}

/** What the campaign's first message did with the customer; null when he was not of the audience. */
export function reachOf(campaign: Campaign, { customer, holdings, consents, seed }: ReachFacts): Reach | null {
  const { launchedAt } = campaign
  const [step] = campaign.steps
  const bought = holdings.filter(holding => holding.from < (launchedAt ?? 0)).length
  if (launchedAt === null || step?.sentAt == null || customer.person === null || bought < campaign.purchasesNeeded)
    return null
  const random = randomFrom(seed, 'reach', campaign.id, customer.id)
  const suppressedBecause = refusal(consents, step, step.sentAt)
  const response =
    suppressedBecause === null && random.chance(0.16)
      ? random.pick(['INTERESTED', 'BOOKED', 'BOOKED', 'VISITED', 'DECLINED'] as const)
      : null
  const respondedAt = step.sentAt + random.next() * 12 * day + 20 * minute
  return {
    campaign,
    customer,
    chosenAt: launchedAt,
    step,
    sentAt: suppressedBecause === null ? step.sentAt : null,
    suppressedBecause,
    response,
    respondedAt: response === null ? null : Math.min(respondedAt, today),
  }
}

/** Why the maker may not send: the newest word on the channel counts. */
function refusal(consents: readonly ConsentEntry[], { channel }: CampaignStep, at: Moment): Reach['suppressedBecause'] {
  const last = consents.findLast(
    entry => entry.purpose === 'MARKETING' && entry.channel === channel && entry.dealerId === null && entry.at <= at,
  )
  if (last === undefined) return 'CONSENT_UNKNOWN'
  return last.given ? null : 'CONSENT_WITHDRAWN'
}
