import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import type { Department } from '#platform/department.ts'
import { noticesArrived } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'
import type { NoticeTopic } from './notice-topic.ts'

/** Something that departments may want to hear of. */
export interface Change {
  readonly topic: NoticeTopic
  /** What of the topic it is about: names of facts, a purpose, an outcome, a status. */
  readonly details?: readonly string[]
  /** The customer; null for a prospect. */
  readonly customerId: string | null
  /** Of a prospect: the dealer who spoke with him. */
  readonly dealerId?: string | null
  /** The department whose doing it was: it is not told. */
  readonly origin: Department | null
  readonly summary: string
  readonly subject?: { readonly type: string; readonly id: string }
  /** What tells it from other changes. */
  readonly cause: readonly (string | number)[]
  readonly changedAt: Date
}

/** Puts a change into the inbox of each department that a rule names for it, once. */
export async function tellDepartments(tx: Transaction, change: Change): Promise<void> {
  const { topic, details = [], customerId, dealerId = null, origin, summary, subject, changedAt } = change
  const cause = [topic, customerId ?? '', ...change.cause].join(' ')
  const notices = await tx.rows<{ id: string; department: Department }>(sql`
    insert into notice (id, department, customer_id, dealer_id, topic, details, origin, summary, subject_type, subject_id,
      rule_id, cause, changed_at, delivered_at)
    select 'notice-' || gen_random_uuid(), department, ${customerId}, ${dealerId}, ${topic}::text, ${details}::text[],
      ${origin}::text, ${summary}, ${subject?.type ?? null}, ${subject?.id ?? null}, min(id), ${cause}, ${changedAt},
      clock_timestamp()
    from notice_rule
    where active and topic = ${topic} and (detail = '' or detail = any(${details}::text[]))
      and department is distinct from ${origin}
    group by department
    on conflict do nothing returning id, department`)
  if (notices.length > 0)
    await publish(tx, noticesArrived, [{ key: customerId ?? cause, payload: { customerId, notices } }])
}
