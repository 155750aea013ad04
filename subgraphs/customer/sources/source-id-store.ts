import sql from 'sql-template-tag'
import { z } from 'zod'
import { isDealer, type Principal } from '#platform/auth.ts'
import type { Queries, Transaction } from '#platform/database.ts'
import { grouped, keyed } from '#platform/rows.ts'
import type { SourceId } from './source-id.ts'

export interface SourceIdRow extends SourceId {
  readonly customerId: string
  readonly addedAt: Date
  readonly addedBy: string
}

const columns = sql`
  source, external_id as "externalId", customer_id as "customerId", added_at as "addedAt", added_by as "addedBy"`

/** The ids of many customers in other systems. */
export async function findSourceIds(
  db: Queries,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, SourceIdRow[]>> {
  const rows = await db.rows<SourceIdRow>(sql`
    select ${columns} from source_id where customer_id = any(${customerIds}) order by source, external_id`)
  return grouped(customerIds, rows, row => row.customerId)
}

/** A system and an id in it as one key of a map. */
export const sourceKey = ({ source, externalId }: SourceId): string => JSON.stringify([source, externalId])

const key = z.tuple([z.string(), z.string()])

/** What `sourceKey` made a key of. */
export function parseSourceKey(text: string): SourceId {
  const [source, externalId] = key.parse(JSON.parse(text))
  return { source, externalId }
}

/** For whom somebody tells ids: his dealer, or the maker. */
export const toldFor = (principal: Principal): string => (isDealer(principal) ? principal.dealerId : '')

/**
 * Whose ids of other systems these are, by `sourceKey`; nobody's are left out. What the caller's own people told comes
 * first, then the maker's.
 */
export async function findCustomerIdsBySource(
  db: Queries,
  ids: readonly SourceId[],
  own: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await db.rows<SourceIdRow>(sql`
    select distinct on (source, external_id) ${columns} from source_id join unnest(
      ${ids.map(each => each.source)}::text[], ${ids.map(each => each.externalId)}::text[]
    ) as asked (source, external_id) using (source, external_id)
    order by source, external_id, told_for = ${own} desc, told_for, added_at`)
  return new Map([...keyed(rows, sourceKey)].map(([key, row]) => [key, row.customerId]))
}

/** Keeps others from telling whose this id is until the transaction ends, and says whose it is. */
export async function lockSourceId(tx: Transaction, id: SourceId, own: string): Promise<string | undefined> {
  const asked = sourceKey(id)
  await tx.rows(sql`select pg_advisory_xact_lock(hashtextextended(${asked}, 7))`)
  // What his own people told stays taken, also when they don't see the customer any more.
  const told = await tx.asSystem.row<Pick<SourceIdRow, 'customerId'>>(sql`
    select customer_id as "customerId" from source_id
    where source = ${id.source} and external_id = ${id.externalId} and told_for = ${own}`)
  return told?.customerId ?? (await findCustomerIdsBySource(tx, [id], own)).get(asked)
}

export async function insertSourceId(tx: Transaction, row: SourceIdRow, own: string): Promise<void> {
  await tx.rows(sql`
    insert into source_id (source, external_id, customer_id, added_at, added_by, told_for)
    values (${row.source}, ${row.externalId}, ${row.customerId}, ${row.addedAt}, ${row.addedBy}, ${own})`)
}
