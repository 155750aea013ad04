import sql from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { pagesOf } from '#platform/pages.ts'
import { grouped } from '#platform/rows.ts'
import type { MembershipRow } from './membership.ts'

/** A page of members for each of many segments, latest joined first. */
export const pageOfMembers = (db: Queries, segmentIds: readonly string[], page: Page) =>
  pagesOf(db, segmentIds, {
    page,
    order: {
      by: sql`since`,
      id: sql`customer_id`,
      descending: true,
      positionOf: ({ since, customerId }: MembershipRow) => ({ sort: since.toISOString(), id: customerId }),
    },
    rows: sql`
      select segment_id as "segmentId", customer_id as "customerId", version, since,
        told_reasons(reasons) as reasons
      from segment_membership where segment_id = parent.id`,
  })

/** So many members stand for a segment where it is judged as a whole: their shares are right to a hundredth. */
const drawn = 10_000

/** The customers who stand for each of many segments: all of a small one, of others always the same. */
export async function drawMembers(
  db: Queries,
  segmentIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db.rows<{ id: string; customerIds: string[] }>(sql`
    select asked.id, array(
      select customer_id from segment_membership where segment_id = asked.id
      order by hashtext(customer_id), customer_id limit ${drawn}) as "customerIds"
    from unnest(${segmentIds}::text[]) as asked (id)`)
  return new Map(rows.map(row => [row.id, row.customerIds]))
}

/** The memberships of many customers, latest joined first. */
export async function findMemberships(
  db: Queries,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, MembershipRow[]>> {
  const rows = await db.rows<MembershipRow>(sql`
    select segment_id as "segmentId", customer_id as "customerId", version, since,
        told_reasons(reasons) as reasons
    from segment_membership where customer_id = any(${customerIds}) order by since desc, segment_id desc`)
  return grouped(customerIds, rows, row => row.customerId)
}

/** How many members many segments have. */
export async function countMembers(db: Queries, segmentIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await db.rows<{ id: string; size: number }>(sql`
    select asked.id, (select count(*) from segment_membership where segment_id = asked.id) as size
    from unnest(${segmentIds}::text[]) as asked (id)`)
  return new Map(rows.map(row => [row.id, row.size]))
}
