import sql, { type Sql } from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import { matchWeights, telling } from '../matching/match-reason.ts'

const kinds = Object.keys(matchWeights)
const weights = Object.values(matchWeights)

/** A statement that finds anew with whom customers may be one, from the keys that they are matched by. */
export const findingDuplicates = (customerIds: readonly string[]): Sql => sql`
  with weight as (
    select kind, weight from unnest(${kinds}::text[], ${weights}::float8[]) as given (kind, weight)
  ), mine as (
    select customer_id as parent, kind, key from match_key where customer_id = any(${customerIds})
  ), near as (
    select distinct mine.parent, other.customer_id as other
    from mine cross join lateral (
      select customer_id from match_key
      where key = mine.key and kind = mine.kind and customer_id <> mine.parent order by customer_id limit 100
    ) as other
    where mine.kind = any(${[...telling]})
  ), common as (
    select parent, other, kind, string_agg(mine.key, ' ' order by mine.key) as keys
    from near join mine using (parent) join match_key as theirs using (kind, key)
    where theirs.customer_id = other group by parent, other, kind
  ), found as (
    select distinct least(parent, other) as customer_id, greatest(parent, other) as other_id,
      round((1 - exp(sum(ln(1 - weight))))::numeric, 3)::float8 as score, array_agg(common.kind order by weight desc, common.kind) as reasons,
      md5(string_agg(common.kind || ' ' || keys, ',' order by common.kind)) as evidence
    from common join weight using (kind) join customer as one on one.id = parent
    join customer as two on two.id = other and two.kind = one.kind
    group by parent, other
  ), gone as (
    delete from duplicate_pair
    where (customer_id = any(${customerIds}) or other_id = any(${customerIds}))
      and (customer_id, other_id) not in (select customer_id, other_id from found)
  )
  insert into duplicate_pair as pair (customer_id, other_id, score, reasons, evidence)
  select customer_id, other_id, score, reasons, evidence from found
  on conflict (customer_id, other_id) do update
  set score = excluded.score, reasons = excluded.reasons, evidence = excluded.evidence
  where pair.evidence <> excluded.evidence`

/** Keeps the pairs of a customer up with his keys; also those with customers whom the caller doesn't see. */
export async function keepDuplicates(tx: Transaction, customerId: string): Promise<void> {
  await tx.asSystem.rows(findingDuplicates([customerId]))
}

/** Lets those who get one of these keys at the same time find each other: one after the other. */
export async function holdKeys(tx: Transaction, keys: readonly string[]): Promise<void> {
  // Always in one order, so that two who wait for each other's keys can't be.
  await tx.rows(sql`
    select pg_advisory_xact_lock(place) from (
      select distinct hashtextextended(key, 8) as place from unnest(${keys}::text[]) as key order by place
    ) as ordered`)
}
