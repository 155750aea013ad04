import type { LeadChannel, LeadFacts } from './lead.ts'

/** How likely a lead is worth the work, 0 cold to 100 hot, and what made the points. */
export interface LeadScore {
  readonly points: number
  readonly reasons: readonly string[]
}

const channelPoints = {
  DEALER_VISIT: 40,
  REFERRAL: 35,
  CALL_CENTRE: 30,
  PARTNER: 20,
  WEB: 15,
  CAMPAIGN: 10,
} as const satisfies Record<LeadChannel, number>

const channelReasons = {
  DEALER_VISIT: 'came to the store',
  REFERRAL: 'named by another customer',
  CALL_CENTRE: 'called by himself',
  PARTNER: 'given by a partner',
  WEB: 'wrote on the web',
  CAMPAIGN: 'answered a campaign',
} as const satisfies Record<LeadChannel, string>

/** Scores a lead by what is known of the person and the wish. */
export function scoreLead(facts: LeadFacts): LeadScore {
  const parts = [
    { points: channelPoints[facts.channel], why: channelReasons[facts.channel], holds: true },
    { points: 20, why: 'known customer', holds: facts.customerId !== null },
    { points: 15, why: 'names a model', holds: facts.modelCode !== null },
    { points: 10, why: 'can be called', holds: facts.phone !== null },
    { points: 10, why: 'says where he is', holds: facts.city !== null || facts.region !== null },
    { points: 5, why: 'says what he wants', holds: facts.message !== null },
  ].filter(part => part.holds)
  return {
    points: parts.reduce((sum, part) => sum + part.points, 0),
    reasons: parts.map(part => `+${part.points} ${part.why}`),
  }
}

/** When the dealer must have answered: the hotter the lead, the sooner. */
export function responseDue(points: number, capturedAt: Date): Date {
  const minutes = points >= 70 ? 30 : points >= 40 ? 120 : 1440
  return new Date(capturedAt.getTime() + minutes * 60_000)
}
