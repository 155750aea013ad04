import sql from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries, Transaction } from '#platform/database.ts'
import { newestFirst, pagesOf } from '#platform/pages.ts'
import type { Activity, ActivityKind } from './activity.ts'

const columns = sql`
  id, customer_id as "customerId", kind, department, at, summary, subject_type as "subjectType",
  subject_id as "subjectId"`

/** Keeps an activity; the same subject, kind and time of a customer count once. */
export async function insertActivity(tx: Transaction, activity: Activity): Promise<void> {
  await tx.rows(sql`
    insert into activity (id, customer_id, kind, department, at, summary, subject_type, subject_id)
    values (${activity.id}, ${activity.customerId}, ${activity.kind}, ${activity.department}, ${activity.at},
      ${activity.summary}, ${activity.subjectType}, ${activity.subjectId})
    on conflict do nothing`)
}

export interface TimelinePage {
  readonly page: Page
  /** Only these; all when null. */
  readonly kinds: readonly ActivityKind[] | null
}

export const findTimelines = (db: Queries, customerIds: readonly string[], { page, kinds }: TimelinePage) =>
  pagesOf(db, customerIds, {
    page,
    order: newestFirst(sql`at`, (row: Activity) => row.at),
    rows: sql`
      select ${columns} from activity
      where customer_id = parent.id and (${kinds}::text[] is null or kind = any(${kinds}::text[]))`,
  })
