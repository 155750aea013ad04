import type { Transaction } from '#platform/database.ts'
import { findTouchpoints } from '../touchpoints/touchpoint-store.ts'
import { findGrants } from './contact-grant-store.ts'
import type { HeldContact, PastContact, Told } from './past-contact.ts'

interface Contacts {
  readonly contacts: readonly PastContact[]
  readonly held: readonly HeldContact[]
}

/** Says of the contacts with a person of which the caller may know: of somebody whom he doesn't see, his own people's. */
export async function toldContacts(
  tx: Transaction,
  isSeen: boolean,
  { contacts, held }: Contacts,
): Promise<{ readonly contacts: readonly Told<PastContact>[]; readonly held: readonly Told<HeldContact>[] }> {
  const ids = (of: 'grantId' | 'touchpointId'): string[] => contacts.flatMap(each => each[of] ?? [])
  const [grants, touchpoints] = isSeen
    ? []
    : [
        await findGrants(tx, [...ids('grantId'), ...held.map(({ id }) => id)]),
        await findTouchpoints(tx, ids('touchpointId')),
      ]
  const own = (grantId: string | null, touchpointId: string | null): boolean =>
    isSeen || grants?.has(grantId ?? '') === true || touchpoints?.has(touchpointId ?? '') === true
  return {
    contacts: contacts.map(each => ({ ...each, isTold: own(each.grantId, each.touchpointId) })),
    held: held.map(each => ({ ...each, isTold: own(each.id, null) })),
  }
}
