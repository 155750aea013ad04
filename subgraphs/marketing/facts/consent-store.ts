import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'

export interface Consent {
  readonly customerId: string
  readonly purpose: string
  readonly channel: string
  readonly recipient: string
  readonly given: boolean
  readonly at: string
}

/** Keeps what a customer said last; an earlier word that arrives later changes nothing. */
export async function saveConsent(tx: Transaction, consent: Consent): Promise<void> {
  const { customerId, purpose, channel, recipient, given, at } = consent
  await tx.rows(sql`
    insert into customer_consent (customer_id, purpose, channel, recipient, given, at)
    values (${customerId}, ${purpose}, ${channel}, ${recipient}, ${given}, ${at})
    on conflict (customer_id, purpose, channel, recipient) do update set given = excluded.given, at = excluded.at
    where customer_consent.at <= excluded.at`)
}
