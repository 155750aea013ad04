import type { Transaction } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { findDealers } from '../dealers/dealer-store.ts'
import { dealerUnknown } from '../dealers/dealer-unknown.ts'
import type { LeadFacts, LeadRow } from './lead.ts'
import { recordLeadActivity } from './lead-activity.ts'
import type { CaptureLeadSuccess, LeadDuplicate } from './lead-outcomes.ts'
import { chosenRouting, routeLead, type Routing } from './lead-routing.ts'
import { findCandidates } from './lead-routing-store.ts'
import { responseDue, scoreLead } from './lead-score.ts'
import { findDuplicate, insertLead, lockPerson } from './lead-writes.ts'

/** An open lead of the same person and model stands for a new one this long, in days. */
const duplicateDays = 30

/** A lead to capture at a dealer of the person's choice, or at one that the rules choose. */
export interface Capture {
  readonly facts: LeadFacts
  readonly dealerId: string | null
  readonly now: Date
}

/** Captures a lead unless the person has one for the model already. */
export async function captureLead(tx: Transaction, { facts, dealerId, now }: Capture) {
  await lockPerson(tx, facts)
  const since = new Date(now.getTime() - duplicateDays * 86_400_000)
  // Another dealer's lead of the person counts too.
  const duplicate = await findDuplicate(tx.asSystem, facts, since)
  if (duplicate !== undefined) return duplicateOf(duplicate)

  const routing = await routingOf(tx, facts, dealerId)
  if (routing === null) return dealerId === null ? noDealer : dealerUnknown(dealerId)
  const lead = newLead(facts, routing, now)
  await insertLead(tx, lead)
  await recordLeadActivity(tx, lead, {
    at: now,
    summary: `Lead by ${facts.channel}: ${facts.modelCode ?? 'any model'}`,
  })
  return { __typename: 'CaptureLeadSuccess', leadId: lead.id } satisfies CaptureLeadSuccess
}

async function routingOf(tx: Transaction, facts: LeadFacts, dealerId: string | null): Promise<Routing | null> {
  // It goes to the dealer with the fewest open leads, whoever may see those.
  if (dealerId === null) return routeLead(facts, await findCandidates(tx.asSystem, facts))
  const dealer = (await findDealers(tx, [dealerId])).get(dealerId)
  return dealer === undefined ? null : chosenRouting(dealer)
}

function newLead(facts: LeadFacts, routing: Routing, now: Date): LeadRow {
  const score = scoreLead(facts)
  return {
    ...facts,
    id: newId('lead'),
    status: 'NEW',
    dealerId: routing.dealerId,
    routingRule: routing.rule,
    routingReason: routing.reason,
    points: score.points,
    scoreReasons: score.reasons,
    capturedAt: now,
    dueAt: responseDue(score.points, now),
    respondedAt: null,
    lostReason: null,
    lostNote: null,
  }
}

const duplicateOf = ({ id }: LeadRow): LeadDuplicate => ({
  __typename: 'LeadDuplicate',
  message: 'The person has an open lead for this model: go on with it.',
  leadId: id,
})

const noDealer = {
  __typename: 'NoDealerForLead',
  message: 'There is no dealer yet that a lead could go to: register one first.',
} as const
