import sql from 'sql-template-tag'
import type { Queries, Transaction } from '#platform/database.ts'
import { grouped, keyed } from '#platform/rows.ts'
import type { FactField } from '../profile/fact.ts'
import type { CustomerMerge, UndoableMerge } from './merge.ts'

const columns = sql`
  customer_merge.id, customer_merge.merged_id as "mergedId", customer_merge.survivor_id as "survivorId", reason, decisions,
  merged_at as "mergedAt", merged_by as "mergedBy", unmerged_at as "unmergedAt", unmerged_by as "unmergedBy"`

export async function findMerges(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, CustomerMerge>> {
  return keyed(
    await db.rows<CustomerMerge>(sql`select ${columns} from customer_merge where id = any(${ids})`),
    row => row.id,
  )
}

/** The merges of many customers, those into records that are theirs now too, the latest first. */
export async function findMergesOf(
  db: Queries,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, CustomerMerge[]>> {
  const rows = await db.rows<CustomerMerge & { readonly parent: string }>(sql`
    select parent, ${columns} from (
      select id as parent, id as record from unnest(${customerIds}::text[]) as asked (id)
      union all
      select survivor_id, merged_id from platform.merged_customer where survivor_id = any(${customerIds})
    ) as theirs join customer_merge on survivor_id = record order by number desc`)
  return grouped(customerIds, rows, row => row.parent)
}

/** Reads a merge to be undone, and keeps others from undoing it meanwhile. */
export async function lockMerge(tx: Transaction, id: string): Promise<UndoableMerge | undefined> {
  return tx.row<UndoableMerge>(sql`
    select ${columns}, facts_before as "factsBefore", change_ids as "changeIds", last_position as "lastPosition"
    from customer_merge where id = ${id} for update`)
}

/** Whether one of the two took part in a later merge that holds. */
export async function hasLaterMerge(tx: Transaction, { id, survivorId }: CustomerMerge): Promise<boolean> {
  const later = await tx.row(sql`
    select from customer_merge as later join customer_merge as one on one.id = ${id} and later.number > one.number
    where later.unmerged_at is null and ${survivorId} in (later.survivor_id, later.merged_id) limit 1`)
  return later !== undefined
}

/** Enters a merge, once everything else of it is done. */
export async function insertMerge(
  tx: Transaction,
  merge: Omit<UndoableMerge, 'lastPosition' | 'unmergedAt' | 'unmergedBy'>,
): Promise<void> {
  await tx.rows(sql`
    insert into customer_merge (id, merged_id, survivor_id, reason, decisions, facts_before, change_ids, last_position,
      merged_at, merged_by)
    values (${merge.id}, ${merge.mergedId}, ${merge.survivorId}, ${merge.reason}, ${JSON.stringify(merge.decisions)},
      ${JSON.stringify(merge.factsBefore)}, ${merge.changeIds},
      (select coalesce(max(position), 0) from fact_change where customer_id = ${merge.survivorId}),
      ${merge.mergedAt}, ${merge.mergedBy})`)
}

export async function saveUnmerged(
  tx: Transaction,
  { id, at, by }: { readonly id: string; readonly at: Date; readonly by: string },
): Promise<void> {
  await tx.rows(sql`
    update customer_merge set unmerged_at = ${at}, unmerged_by = ${by}, facts_before = '{}', change_ids = '{}'
    where id = ${id}`)
}

/** Lets the merged id lead to the survivor. */
export async function noteMerge(
  tx: Transaction,
  { id, mergedId, survivorId }: Pick<CustomerMerge, 'id' | 'mergedId' | 'survivorId'>,
): Promise<void> {
  await tx.asSystem.rows(sql`select platform.note_merge(${id}, ${mergedId}, ${survivorId})`)
}

/** Lets the merged id lead to its own record again. */
export async function forgetMerge(tx: Transaction, mergeId: string): Promise<void> {
  await tx.asSystem.rows(sql`select platform.forget_merge(${mergeId})`)
}

/** The newest value of each field in a customer's history. */
export async function newestValues(
  tx: Transaction,
  customerId: string,
): Promise<ReadonlyMap<FactField, string | null>> {
  const rows = await tx.rows<{ field: FactField; value: string | null }>(sql`
    select distinct on (field) field, new_value as value from fact_change
    where customer_id = ${customerId} order by field, position desc`)
  return new Map(rows.map(({ field, value }) => [field, value]))
}

/** The fields of a customer that were changed after a merge. */
export async function changedSince(
  tx: Transaction,
  { survivorId, lastPosition }: UndoableMerge,
): Promise<ReadonlySet<FactField>> {
  const rows = await tx.rows<{ field: FactField }>(sql`
    select distinct field from fact_change where customer_id = ${survivorId} and position > ${lastPosition}`)
  return new Set(rows.map(({ field }) => field))
}

/** Takes what a merge entered in the history out again, but for the fields named. */
export async function deleteChanges(
  tx: Transaction,
  ids: readonly string[],
  except: ReadonlySet<FactField>,
): Promise<void> {
  await tx.rows(sql`delete from fact_change where id = any(${ids}) and field <> all(${[...except]})`)
}
