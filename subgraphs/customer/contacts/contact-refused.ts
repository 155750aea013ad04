import type { Transaction } from '#platform/database.ts'
import { findTouchpoints } from '../touchpoints/touchpoint-store.ts'
import { findGrants } from './contact-grant-store.ts'
import type { ContactDecision, ContactRefusalReason, Circumstances } from './decide-contact.ts'

type Refusal = Extract<ContactDecision, { readonly kind: 'refused' }>

const mostTold = 3

const because = {
  NO_CONSENT: () => 'There is no consent for this.',
  HELD_BY_OTHER_DEPARTMENT: ({ held }) => `${held[0]?.department} is in contact with them.`,
  HELD_BY_OWN_DEPARTMENT: () => 'Your department is in contact with them already.',
  RECENTLY_CONTACTED: ({ contacts: [last] }) => `${last?.department} contacted them at ${last?.at.toISOString()}.`,
  OVER_FREQUENCY_CAP: ({ rule }) => `They were contacted ${rule.mostContacts} times within ${rule.mostDays} days.`,
  QUIET_HOURS: ({ rule }) => `They are left alone from ${rule.quietFrom} to ${rule.quietUntil} of their time.`,
} as const satisfies Record<ContactRefusalReason, (circumstances: Circumstances) => string>

/** The refusal with who spoke last and who is at it; what about and by whom as far as the caller sees those rows. */
export async function contactRefused(tx: Transaction, refusal: Refusal, circumstances: Circumstances) {
  const past = circumstances.contacts.slice(0, mostTold)
  const { held } = circumstances
  const touchpoints = await findTouchpoints(tx, present(past.map(({ touchpointId }) => touchpointId)))
  const grants = await findGrants(tx, [...present(past.map(({ grantId }) => grantId)), ...held.map(({ id }) => id)])
  const told = (grantId: string | null, touchpointId: string | null) => {
    const touchpoint = touchpoints.get(touchpointId ?? '')
    const grant = grants.get(grantId ?? '')
    return {
      subject: touchpoint?.summary ?? grant?.note ?? grant?.subject ?? null,
      by: touchpoint?.recordedBy ?? grant?.grantedTo ?? null,
    }
  }
  const { reason, reasons, possibleFrom } = refusal
  return {
    __typename: 'ContactRefused' as const,
    message: because[reason](circumstances),
    reason,
    reasons: [...reasons],
    possibleFrom,
    lastContacts: past.map(({ touchpointId, grantId, department, channel, at }) => ({
      department,
      channel,
      at,
      ...told(grantId, touchpointId),
    })),
    openGrants: held.map(({ id, department, channel, since, until }) => ({
      department,
      channel,
      since,
      until,
      ...told(id, null),
    })),
  }
}

const present = (ids: readonly (string | null)[]): string[] => ids.filter(id => id !== null)
