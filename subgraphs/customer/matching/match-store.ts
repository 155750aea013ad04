import sql from 'sql-template-tag'
import type { Database, Queries, Transaction } from '#platform/database.ts'
import { grouped } from '#platform/rows.ts'
import type { CustomerRow } from '../profile/customer.ts'
import { customerColumns } from '../profile/customer-store.ts'
import type { MatchKey } from './match-keys.ts'
import { byWeight, scoreOf, telling, type MatchReason } from './match-reason.ts'

export interface MatchCandidate {
  readonly customer: CustomerRow
  readonly score: number
  readonly reasons: MatchReason[]
}

type Found = CustomerRow & { readonly parent: string; readonly common: MatchReason[] }

/** Candidates that share one key at the most: what a hundred have in common tells little of one. */
const mostOfKey = 100

/** The records that have a telling key in common with `mine`, each with the kinds of all keys that they share. */
const found = sql`
  select parent, ${customerColumns}, array_agg(distinct theirs.kind) as common
  from (
    select distinct mine.parent, other.customer_id
    from mine cross join lateral (
      select customer_id from match_key
      where key = mine.key and kind = mine.kind and customer_id <> mine.parent
      order by customer_id limit ${mostOfKey}
    ) as other
    where mine.kind = any(${[...telling]})
  ) as near
  join mine using (parent)
  join match_key as theirs on theirs.customer_id = near.customer_id and theirs.kind = mine.kind and theirs.key = mine.key
  join customer on customer.id = near.customer_id`

/** Whom somebody with these keys may be, the likeliest first. */
export async function findMatches(db: Database, keys: readonly MatchKey[]): Promise<MatchCandidate[]> {
  const rows = await db.byKeys.rows<Found>(sql`
    with mine as (
      select '' as parent, * from unnest(
        ${keys.map(each => each.kind)}::text[], ${keys.map(each => each.key)}::text[]
      ) as given (kind, key)
    ) ${found} group by parent, customer.id`)
  return ranked(rows)
}

/** The records that may be of the same customer, of many; a person and an organisation never are. */
export async function findDuplicates(
  db: Queries,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, MatchCandidate[]>> {
  const rows = await db.rows<Found>(sql`
    with mine as (
      select customer_id as parent, kind, key from match_key where customer_id = any(${customerIds})
    ) ${found}
    join customer as one on one.id = near.parent and one.kind = customer.kind
    group by parent, customer.id`)
  const groups = grouped(customerIds, rows, row => row.parent)
  return new Map([...groups].map(([id, group]) => [id, ranked(group)]))
}

function ranked(rows: readonly Found[]): MatchCandidate[] {
  return rows
    .map(({ common, ...customer }) => ({
      customer,
      score: scoreOf(common),
      reasons: common.toSorted(byWeight),
    }))
    .toSorted((one, other) => other.score - one.score || one.customer.id.localeCompare(other.customer.id))
}

/** Makes these a customer's keys, in place of those he had. */
export async function replaceMatchKeys(tx: Transaction, customerId: string, keys: readonly MatchKey[]): Promise<void> {
  const [kinds, texts] = [keys.map(each => each.kind), keys.map(each => each.key)]
  await tx.rows(sql`
    with given as (select * from unnest(${kinds}::text[], ${texts}::text[]) as given (kind, key)), gone as (
      delete from match_key where customer_id = ${customerId} and (kind, key) not in (select kind, key from given)
    )
    insert into match_key (customer_id, kind, key) select ${customerId}, kind, key from given
    on conflict do nothing`)
}
