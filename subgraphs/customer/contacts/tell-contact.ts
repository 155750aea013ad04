import type { Transaction } from '#platform/database.ts'
import type { Department } from '#platform/department.ts'
import { contactCompleted, contactTaken } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'
import type { ContactGrant, ContactOutcome } from './contact-grant.ts'
import { findContactRules } from './contact-rule-store.ts'

interface Told {
  readonly customerId: string
  readonly department: Department
}

/** Tells those who send to many that a department holds a customer until a moment, or has left him. */
export async function tellHold(
  tx: Transaction,
  { customerId, department }: Told,
  { state, until }: { readonly state: 'HELD' | 'FREE'; readonly until: Date },
): Promise<void> {
  const payload = { customerId, department, state, until: until.toISOString() }
  await publish(tx, contactTaken, [{ key: customerId, payload }])
}

/** Tells them that a department spoke with a customer, and until when advertising waits for that. */
export async function tellContact(tx: Transaction, { customerId, department }: Told, at: Date): Promise<void> {
  const rules = await findContactRules(tx, 'MARKETING')
  const minutes = Math.max(...rules.map(rule => rule.coolDownMinutes))
  const until = new Date(at.getTime() + minutes * 60_000).toISOString()
  await publish(tx, contactTaken, [{ key: customerId, payload: { customerId, department, state: 'CONTACTED', until } }])
}

/** Tells all departments what came of a contact that took place or was tried. */
export async function tellOutcome(
  tx: Transaction,
  { id: grantId, customerId, department, dealerId }: ContactGrant,
  { outcome, contactedAt }: { readonly outcome: ContactOutcome | null; readonly contactedAt: Date },
): Promise<void> {
  if (outcome === null || outcome === 'CANCELLED') return
  const payload = { grantId, customerId, department, dealerId, outcome, at: contactedAt.toISOString() }
  await publish(tx, contactCompleted, [{ key: customerId ?? grantId, payload }])
}
