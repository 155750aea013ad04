import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import { grantSource } from './contact-grant.ts'
import type { ContactPerson } from './contact-person.ts'
import type { ContactPurpose, ContactChannel } from './contact-rule.ts'
import type { HeldContact, PastContact } from './past-contact.ts'

interface Met {
  readonly customerId: string | null
  readonly keys: readonly string[]
}

/** Contacts of all departments with a person since a moment, newest first: what was said, sent and tried. */
export function findPastContacts(system: Transaction, { customerId, keys }: Met, since: Date): Promise<PastContact[]> {
  return system.rows<PastContact>(sql`
    select * from (
      select id as "touchpointId", case source when ${grantSource} then external_id end as "grantId", department,
        channel, at, true as reached
      from touchpoint
      where customer_id = ${customerId} and direction = 'OUTBOUND' and at > ${since}
      union all
      select distinct null, grant_id, department, channel, contacted_at, outcome <> 'NOT_REACHED'
      from contact_grant_key join contact_grant on contact_grant.id = grant_id
      where key = any(${keys}) and outcome <> 'CANCELLED' and touchpoint_id is null and contacted_at > ${since}
      union all
      select null, null, department, null, at, true from activity
      where customer_id = ${customerId} and kind = 'MESSAGE' and at > ${since}
      union all
      -- What was sent is told in the transaction that sends it, and counts before it has reached the timeline.
      select null, null, payload->>'department', null, (payload->>'at')::timestamptz, true
      from platform.delivery join platform.event on event.id = event_id
      where consumer = 'customer' and type = 'CustomerActivity'
        and (delivery.key = ${customerId}
          or delivery.key in (select merged_id from platform.merged_customer where survivor_id = ${customerId}))
        and payload->>'kind' = 'MESSAGE' and (payload->>'at')::timestamptz > ${since}
    ) as contact order by at desc limit 400`)
}

/** The grants of a person that are open. */
export function findHeldContacts(system: Transaction, keys: readonly string[], now: Date): Promise<HeldContact[]> {
  return system.rows<HeldContact>(sql`
    select distinct id, department, channel, granted_at as since, expires_at as until
    from contact_grant_key join contact_grant on contact_grant.id = grant_id
    where key = any(${keys}) and completed_at is null and expires_at > ${now} order by granted_at`)
}

export interface Wanted {
  readonly purpose: ContactPurpose
  readonly channel: ContactChannel
  /** Null for the maker. */
  readonly dealerId: string | null
}

/**
 * What a customer said last of a purpose, in his country, to whoever wants to contact him; a word about any channel
 * counts on each. Null when he never said anything, or is no customer.
 */
export async function findConsent(
  system: Transaction,
  { customerId, country }: ContactPerson,
  { purpose, channel, dealerId }: Wanted,
): Promise<boolean | null> {
  const said = await system.row<{ given: boolean }>(sql`
    select given from consent_entry
    where customer_id = ${customerId} and purpose = ${purpose} and channel in (${channel}, 'ANY')
      and recipient_kind = ${dealerId === null ? 'MAKER' : 'DEALER'} and recipient_id = ${dealerId ?? ''}
      and country = ${country}
    order by at desc, position desc limit 1`)
  return said?.given ?? null
}
