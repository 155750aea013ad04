import type { Transaction } from '#platform/database.ts'
import { findTouchpoints } from '../touchpoints/touchpoint-store.ts'
import { findGrants } from './contact-grant-store.ts'
import type { ContactDecision, ContactRefusalReason, Circumstances } from './decide-contact.ts'

type Refusal = Extract<ContactDecision, { readonly kind: 'refused' }> & { readonly customerId: string | null }

const mostTold = 3

const because = {
  NO_CONSENT: () => 'There is no consent for this.',
  HELD_BY_OTHER_DEPARTMENT: ({ held: [first] }) =>
    first?.isTold === true ? `${first.department} is in contact with them.` : 'Others are in contact with them.',
  HELD_BY_OWN_DEPARTMENT: () => 'Your department is in contact with them already.',
  RECENTLY_CONTACTED: ({ contacts: [last] }) =>
    last?.isTold === true
      ? `${last.department} contacted them at ${last.at.toISOString()}.`
      : 'They were contacted a short while ago.',
  OVER_FREQUENCY_CAP: ({ rule }) => `They were contacted ${rule.mostContacts} times within ${rule.mostDays} days.`,
  QUIET_HOURS: ({ rule }) => `They are left alone from ${rule.quietFrom} to ${rule.quietUntil} of their time.`,
} as const satisfies Record<ContactRefusalReason, (circumstances: Circumstances) => string>

/**
 * The refusal with who spoke last and who is at it, as far as the caller may know of them; what about and by whom as
 * far as he sees those rows.
 */
export async function contactRefused(tx: Transaction, refusal: Refusal, circumstances: Circumstances) {
  const past = circumstances.contacts.filter(({ isTold }) => isTold).slice(0, mostTold)
  const held = circumstances.held.filter(({ isTold }) => isTold)
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
  const { customerId, reason, reasons, possibleFrom } = refusal
  return {
    __typename: 'ContactRefused' as const,
    message: because[reason](circumstances),
    reason,
    reasons: [...reasons],
    possibleFrom: isAllTold(circumstances) ? possibleFrom : toTheHour(possibleFrom),
    // Whose they are, and which, is for the records of who was shown them.
    lastContacts: past.map(({ touchpointId, grantId, department, channel, at }) => ({
      customerId,
      id: grantId ?? touchpointId,
      department,
      channel,
      at,
      ...told(grantId, touchpointId),
    })),
    openGrants: held.map(({ id, department, channel, since, until }) => ({
      customerId,
      id,
      department,
      channel,
      since,
      until,
      ...told(id, null),
    })),
  }
}

const isAllTold = ({ contacts, held }: Circumstances): boolean => [...contacts, ...held].every(({ isTold }) => isTold)

const hour = 60 * 60_000

/** The full hour that begins then or next: the minute would tell when others spoke. */
const toTheHour = (moment: Date | null): Date | null =>
  moment === null ? null : new Date(Math.ceil(moment.getTime() / hour) * hour)

const present = (ids: readonly (string | null)[]): string[] => ids.filter(id => id !== null)
