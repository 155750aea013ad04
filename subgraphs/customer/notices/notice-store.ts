import sql from 'sql-template-tag'
import type { Connection, Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { listOf, newestFirst, pagesOf } from '#platform/pages.ts'
import type { Department } from '#platform/department.ts'
import { keyed } from '#platform/rows.ts'
import type { Notice } from './notice.ts'
import type { NoticeTopic } from './notice-topic.ts'

const columns = sql`
  id, department, customer_id as "customerId", topic, details, origin, summary, subject_type as "subjectType",
  subject_id as "subjectId", rule_id as "ruleId", changed_at as "changedAt", delivered_at as "deliveredAt"`

const order = newestFirst(sql`delivered_at`, (row: Notice) => row.deliveredAt)

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
export function listNotices(db: Queries, inbox: Inbox, page: Page): Promise<Connection<Notice>> {
  const { department, desk, acknowledged = null, topics = null, customerId = null } = inbox
  const rows = sql`
    select ${columns} from notice
    where department = ${department}
      and (${customerId}::text is null or customer_id = ${customerId})
      and (${topics}::text[] is null or topic = any(${topics}::text[]))
      and (${acknowledged}::boolean is null or ${acknowledged} = exists (
        select from notice_acknowledgement where notice_id = notice.id and dealer_id = ${desk}))`
  return listOf(db, { rows, order, page })
}

/** What departments were told of customers, newest first. */
export const findNoticesOf = (
  db: Queries,
  customerIds: readonly string[],
  { page, departments }: { readonly page: Page; readonly departments: readonly Department[] },
) =>
  pagesOf(db, customerIds, {
    page,
    order,
    rows: sql`
      select ${columns} from notice where customer_id = parent.id and department = any(${departments}::text[])`,
  })
