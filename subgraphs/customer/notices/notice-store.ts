import sql from 'sql-template-tag'
import { connection, connections, type Connection, type Page, type Position } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import type { Department } from '#platform/department.ts'
import { keyed } from '#platform/rows.ts'
import type { Notice } from './notice.ts'
import type { NoticeTopic } from './notice-topic.ts'

const columns = sql`
  id, department, customer_id as "customerId", topic, details, origin, summary, subject_type as "subjectType",
  subject_id as "subjectId", rule_id as "ruleId", changed_at as "changedAt", delivered_at as "deliveredAt"`

const positionOf = ({ deliveredAt, id }: Notice): Position => ({ sort: deliveredAt.toISOString(), id })

export async function findNotices(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, Notice>> {
  const rows = await db.rows<Notice>(sql`select ${columns} from notice where id = any(${ids})`)
  return keyed(rows, row => row.id)
}

export interface Inbox {
  readonly department: Department
  /** Who has taken note, or not, when that is asked for. */
  readonly desk: string
  readonly acknowledged?: boolean | null
  readonly topics?: readonly NoticeTopic[] | null
  readonly customerId?: string | null
}

/** What a department was told, newest first. */
export async function listNotices(db: Queries, inbox: Inbox, page: Page): Promise<Connection<Notice>> {
  const { department, desk, acknowledged = null, topics = null, customerId = null } = inbox
  const { sort = null, id = null } = page.after ?? {}
  const rows = await db.rows<Notice>(sql`
    select ${columns} from notice
    where department = ${department}
      and (${customerId}::text is null or customer_id = ${customerId})
      and (${topics}::text[] is null or topic = any(${topics}::text[]))
      and (${acknowledged}::boolean is null or ${acknowledged} = exists (
        select from notice_acknowledgement where notice_id = notice.id and dealer_id = ${desk}))
      and (${sort}::timestamptz is null or (delivered_at, id) < (${sort}::timestamptz, ${id}))
    order by delivered_at desc, id desc limit ${page.limit + 1}`)
  return connection(rows, page, positionOf)
}

/** What departments were told of customers, newest first. */
export async function findNoticesOf(
  db: Queries,
  customerIds: readonly string[],
  { page, departments }: { readonly page: Page; readonly departments: readonly Department[] },
): Promise<ReadonlyMap<string, Connection<Notice>>> {
  const { sort = null, id = null } = page.after ?? {}
  const rows = await db.rows<Notice>(sql`
    select found.* from unnest(${customerIds}::text[]) as parent (id) cross join lateral (
      select ${columns} from notice
      where customer_id = parent.id and department = any(${departments}::text[])
        and (${sort}::timestamptz is null or (delivered_at, id) < (${sort}::timestamptz, ${id}))
      order by delivered_at desc, id desc limit ${page.limit + 1}
    ) as found`)
  return connections(customerIds, rows, { page, keyOf: row => row.customerId ?? '', positionOf })
}
