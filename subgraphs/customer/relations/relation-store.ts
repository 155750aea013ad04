import sql from 'sql-template-tag'
import type { Queries, Transaction } from '#platform/database.ts'
import { grouped, keyed } from '#platform/rows.ts'
import { seenBy, type Relation, type RelationView } from './relation.ts'

const columns = sql`
  id, customer_id as "customerId", related_id as "relatedId", kind, source, valid_from as "validFrom",
  valid_until as "validUntil", updated_by as "updatedBy"`

export async function findRelations(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, Relation>> {
  return keyed(await db.rows<Relation>(sql`select ${columns} from relation where id = any(${ids})`), row => row.id)
}

/** The relations of many customers, each as that customer sees it, newest first. */
export async function findRelationsOf(
  db: Queries,
  customerIds: readonly string[],
  past: boolean,
): Promise<ReadonlyMap<string, RelationView[]>> {
  const rows = await db.rows<Relation & { viewer: string }>(sql`
    select relation.*, viewer from unnest(${customerIds}::text[]) as viewer cross join lateral (
      select ${columns} from relation where customer_id = viewer and (valid_until is null or ${past})
      union all
      select ${columns} from relation where related_id = viewer and (valid_until is null or ${past})
    ) as relation order by relation."validFrom" desc, relation.id desc`)
  const views = rows.map(({ viewer, ...relation }) => seenBy(viewer, relation))
  return grouped(customerIds, views, view => view.viewerId)
}

/** Keeps a relation; false when the same one already holds. */
export async function insertRelation(tx: Transaction, relation: Omit<Relation, 'validUntil'>): Promise<boolean> {
  const made = await tx.row(sql`
    insert into relation (id, customer_id, related_id, kind, source, valid_from, updated_by)
    values (${relation.id}, ${relation.customerId}, ${relation.relatedId}, ${relation.kind}, ${relation.source},
      ${relation.validFrom}, ${relation.updatedBy})
    on conflict (customer_id, related_id, kind) where valid_until is null do nothing returning id`)
  return made !== undefined
}

export async function findValidRelation(
  tx: Transaction,
  { customerId, relatedId, kind }: Pick<Relation, 'customerId' | 'relatedId' | 'kind'>,
): Promise<Relation | undefined> {
  return tx.row<Relation>(sql`
    select ${columns} from relation
    where customer_id = ${customerId} and related_id = ${relatedId} and kind = ${kind} and valid_until is null`)
}

export async function lockRelation(tx: Transaction, id: string): Promise<Relation | undefined> {
  return tx.row<Relation>(sql`select ${columns} from relation where id = ${id} for no key update`)
}

export async function closeRelation(
  tx: Transaction,
  { id, at, by }: { readonly id: string; readonly at: Date; readonly by: string },
): Promise<void> {
  await tx.rows(sql`update relation set valid_until = ${at}, updated_by = ${by} where id = ${id}`)
}
