import sql from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries, Transaction } from '#platform/database.ts'
import { newestFirst, pagesOf } from '#platform/pages.ts'
import { keyed } from '#platform/rows.ts'
import type { Completion, ContactGrant } from './contact-grant.ts'

/** What a contact cost and brought in may tell what was sold: a desk of a dealer is told it of its own department's. */
export const isOfDesk = sql`(department = (select platform.desk())) is not false`

const columns = sql`
  id, customer_id as "customerId", department, dealer_id as "dealerId", purpose, channel, goal, subject,
  granted_to as "grantedTo", granted_at as "grantedAt", expires_at as "expiresAt", completed_at as "completedAt",
  contacted_at as "contactedAt", outcome, note, case when ${isOfDesk} then cost end as cost,
  case when ${isOfDesk} then gain end as gain, currency, touchpoint_id as "touchpointId"`

export async function findGrants(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, ContactGrant>> {
  const rows = await db.rows<ContactGrant>(sql`select ${columns} from contact_grant where id = any(${ids})`)
  return keyed(rows, row => row.id)
}

export const findGrantsOf = (db: Queries, customerIds: readonly string[], page: Page) =>
  pagesOf(db, customerIds, {
    page,
    order: newestFirst(sql`granted_at`, (row: ContactGrant) => row.grantedAt),
    rows: sql`select ${columns} from contact_grant where customer_id = parent.id`,
  })

/** Reads a grant and keeps others who complete it waiting. */
export async function lockGrant(tx: Transaction, id: string): Promise<ContactGrant | undefined> {
  return tx.row<ContactGrant>(sql`select ${columns} from contact_grant where id = ${id} for update`)
}

export type NewGrant = Omit<ContactGrant, keyof Completion>

export async function insertGrant(tx: Transaction, grant: NewGrant, keys: readonly string[]): Promise<void> {
  await tx.rows(sql`
    insert into contact_grant (id, customer_id, department, dealer_id, purpose, channel, goal, subject, granted_to,
      granted_at, expires_at)
    values (${grant.id}, ${grant.customerId}, ${grant.department}, ${grant.dealerId}, ${grant.purpose},
      ${grant.channel}, ${grant.goal}, ${grant.subject}, ${grant.grantedTo}, ${grant.grantedAt}, ${grant.expiresAt})`)
  // Under what a person is met is nobody's to read: it would tell of others' customers.
  await tx.asSystem.rows(sql`
    insert into contact_grant_key (key, grant_id) select key, ${grant.id} from unnest(${keys}::text[]) as key`)
}

export async function saveCompletion(tx: Transaction, id: string, completion: Completion): Promise<void> {
  await tx.rows(sql`
    update contact_grant set completed_at = ${completion.completedAt}, contacted_at = ${completion.contactedAt},
      outcome = ${completion.outcome}, note = ${completion.note}, cost = ${completion.cost}, gain = ${completion.gain},
      currency = ${completion.currency}, touchpoint_id = ${completion.touchpointId}
    where id = ${id}`)
}
