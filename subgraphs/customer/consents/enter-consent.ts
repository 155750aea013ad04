import type { ConsentInput } from '#generated/customer.ts'
import type { Context } from '#platform/context.ts'
import type { Transaction } from '#platform/database.ts'
import { consentChanged } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'
import { mutate } from '#platform/mutation.ts'
import { lockCustomer } from '../profile/customer-store.ts'
import { customerUnknown } from '../profile/customer-unknown.ts'
import { publishActivity } from '../timeline/publish-activity.ts'
import type { ConsentEntry } from './consent.ts'
import { appendConsentEntry } from './consent-store.ts'
import { readConsent } from './read-consent.ts'

/** Enters a consent in the ledger. */
export function giveConsent(ctx: Context, input: ConsentInput) {
  const entry = readConsent(ctx, input, true)
  return mutate(ctx, 'giveConsent', input, async tx => {
    const customerId = await enter(tx, entry)
    return customerId === null
      ? customerUnknown(entry.customerId)
      : { __typename: 'GiveConsentSuccess' as const, entryId: entry.id, customerId }
  })
}

/** Enters a withdrawal in the ledger. */
export function withdrawConsent(ctx: Context, input: ConsentInput) {
  const entry = readConsent(ctx, input, false)
  return mutate(ctx, 'withdrawConsent', input, async tx => {
    const customerId = await enter(tx, entry)
    return customerId === null
      ? customerUnknown(entry.customerId)
      : { __typename: 'WithdrawConsentSuccess' as const, entryId: entry.id, customerId }
  })
}

/** Appends an entry and tells of it; gives the customer whose it is, null when there is no such one. */
async function enter(tx: Transaction, told: ConsentEntry): Promise<string | null> {
  const customer = await lockCustomer(tx, told.customerId)
  if (customer === undefined) return null
  const entry = { ...told, customerId: customer.id }
  const { customerId, purpose, channel, given, at } = entry
  const holds = await appendConsentEntry(tx, entry)
  const recipient = [entry.recipientKind, entry.recipientId].filter(part => part !== '').join(':')
  // An entry that a later one already overrides changes nothing for those who act on consent.
  if (holds) {
    const payload = { customerId, purpose, channel, recipient, given, at: at.toISOString() }
    await publish(tx, consentChanged, [{ key: customerId, payload }])
  }
  await publishActivity(tx, {
    customerId,
    kind: 'CONSENT',
    department: 'CUSTOMER',
    at,
    summary: `Consent ${given ? 'given' : 'withdrawn'}: ${purpose}, ${channel}, ${recipient}`,
    subjectType: 'ConsentEntry',
    subjectId: entry.id,
  })
  return customerId
}
