import sql, { type Sql } from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import { compile } from '../expression/compile.ts'
import type { Expression } from '../expression/expression.ts'
import { reasonsOf } from '../expression/reasons.ts'

/** What is asked of whom: everybody, or the customers whose facts changed. */
export interface Refresh {
  readonly segmentId: string
  readonly version: number
  readonly expression: Expression
  readonly now: Date
  /** Only these customers; everybody when null. */
  readonly customerIds: readonly string[] | null
}

export interface Movement {
  readonly joined: number
  readonly left: number
}

/**
 * Lets one transaction at a time change memberships, so that a refresh of everybody and the reaction to one
 * customer's change never decide on each other's old facts.
 */
export async function lockMemberships(tx: Transaction): Promise<void> {
  await tx.rows(sql`select pg_advisory_xact_lock(hashtext('autograph_memberships'))`)
}

/** Finds members anew in one statement: who meets the expression joins or stays, who no longer does leaves. */
export async function refreshMembers(tx: Transaction, refresh: Refresh): Promise<Movement> {
  const { segmentId, version, expression, now, customerIds } = refresh
  const among = (column: Sql): Sql => (customerIds === null ? sql`true` : sql`${column} = any(${customerIds}::text[])`)
  const movement = await tx.row<Movement>(sql`
    with matching as materialized (
      select fact.customer_id, ${reasonsOf(expression, now)} as reasons
      from customer_fact as fact
      where ${among(sql`fact.customer_id`)} and not fact.profiling_refused and ${compile(expression, now)}
    ), gone as (
      delete from segment_membership as member
      where segment_id = ${segmentId} and ${among(sql`member.customer_id`)}
        and not exists (select from matching where matching.customer_id = member.customer_id)
      returning 1
    ), kept as (
      insert into segment_membership as member (segment_id, customer_id, version, since, reasons)
      select ${segmentId}, customer_id, ${version}, ${now.toISOString()}::timestamptz, reasons from matching
      on conflict (segment_id, customer_id) do update set version = excluded.version, reasons = excluded.reasons
      where (member.version, member.reasons) is distinct from (excluded.version, excluded.reasons)
      returning member.since
    )
    select (select count(*) from kept where since = ${now.toISOString()}::timestamptz) as joined,
      (select count(*) from gone) as left`)
  return movement ?? { joined: 0, left: 0 }
}
