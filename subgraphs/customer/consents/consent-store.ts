import sql from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries, Transaction } from '#platform/database.ts'
import { newestFirst, pagesOf } from '#platform/pages.ts'
import { grouped, keyed } from '#platform/rows.ts'
import type { ConsentEntry } from './consent.ts'

const columns = sql`
  id, customer_id as "customerId", given, purpose, channel, recipient_kind as "recipientKind",
  recipient_id as "recipientId", country, proof_method as "proofMethod", proof_document as "proofDocument", at,
  recorded_at as "recordedAt", recorded_by as "recordedBy"`

export async function findConsentEntries(
  db: Queries,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ConsentEntry>> {
  return keyed(
    await db.rows<ConsentEntry>(sql`select ${columns} from consent_entry where id = any(${ids})`),
    row => row.id,
  )
}

/** The newest entry of each purpose, channel, recipient and country, of many customers. */
export async function findConsents(
  db: Queries,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, ConsentEntry[]>> {
  const rows = await db.rows<ConsentEntry>(sql`
    select distinct on (customer_id, purpose, channel, recipient_kind, recipient_id, country) ${columns}
    from consent_entry where customer_id = any(${customerIds})
    order by customer_id, purpose, channel, recipient_kind, recipient_id, country, at desc, position desc`)
  return grouped(customerIds, rows, row => row.customerId)
}

export const findLedgers = (db: Queries, customerIds: readonly string[], page: Page) =>
  pagesOf(db, customerIds, {
    page,
    order: newestFirst(sql`at`, (row: ConsentEntry) => row.at),
    rows: sql`select ${columns} from consent_entry where customer_id = parent.id`,
  })

/** Appends to the ledger; tells whether the entry is what holds now, as one expressed earlier doesn't. */
export async function appendConsentEntry(tx: Transaction, entry: ConsentEntry): Promise<boolean> {
  await tx.rows(sql`
    insert into consent_entry (id, customer_id, given, purpose, channel, recipient_kind, recipient_id, country,
      proof_method, proof_document, at, recorded_at, recorded_by)
    values (${entry.id}, ${entry.customerId}, ${entry.given}, ${entry.purpose}, ${entry.channel},
      ${entry.recipientKind}, ${entry.recipientId}, ${entry.country}, ${entry.proofMethod}, ${entry.proofDocument},
      ${entry.at}, ${entry.recordedAt}, ${entry.recordedBy})`)
  const later = await tx.row(sql`
    select from consent_entry
    where customer_id = ${entry.customerId} and purpose = ${entry.purpose} and channel = ${entry.channel}
      and recipient_kind = ${entry.recipientKind} and recipient_id = ${entry.recipientId}
      and country = ${entry.country} and at > ${entry.at} limit 1`)
  return later === undefined
}
