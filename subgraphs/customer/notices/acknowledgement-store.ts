import sql from 'sql-template-tag'
import type { Queries, Transaction } from '#platform/database.ts'
import type { Department } from '#platform/department.ts'
import { keyed } from '#platform/rows.ts'

/** That a desk has taken note. */
export interface Acknowledgement {
  readonly noticeId: string
  readonly at: Date
  readonly by: string
}

/** Of which notices a desk has taken note. */
export async function findAcknowledgements(
  db: Queries,
  noticeIds: readonly string[],
  desk: string,
): Promise<ReadonlyMap<string, Acknowledgement>> {
  const rows = await db.rows<Acknowledgement>(sql`
    select notice_id as "noticeId", acknowledged_at as at, acknowledged_by as by from notice_acknowledgement
    where notice_id = any(${noticeIds}) and dealer_id = ${desk}`)
  return keyed(rows, row => row.noticeId)
}

export interface Noting extends Omit<Acknowledgement, 'noticeId'> {
  readonly desk: string
  /** Whose inboxes whoever takes note reads. */
  readonly departments: readonly Department[]
}

/** Takes note of notices, once; gives back those that there are for whoever does. */
export async function acknowledge(
  tx: Transaction,
  noticeIds: readonly string[],
  { desk, departments, at, by }: Noting,
): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ id: string }>(sql`
    with found as (
      select id from notice where id = any(${noticeIds}) and department = any(${departments}::text[])
    ), noted as (
      insert into notice_acknowledgement (notice_id, dealer_id, acknowledged_at, acknowledged_by)
      select id, ${desk}, ${at}, ${by} from found on conflict do nothing
    )
    select id from found`)
  return new Set(rows.map(({ id }) => id))
}
