import sql from 'sql-template-tag'
import type { Queries, Transaction } from '#platform/database.ts'
import type { Department } from '#platform/department.ts'
import { keyed } from '#platform/rows.ts'
import type { NoticeRule } from './notice-rule.ts'

const columns = sql`
  id, topic, nullif(detail, '') as detail, department, active, set_by as "setBy", set_at as "setAt"`

/** The rules of a department, or of all. */
export function listNoticeRules(db: Queries, department: Department | null): Promise<NoticeRule[]> {
  return db.rows<NoticeRule>(sql`
    select ${columns} from notice_rule where ${department}::text is null or department = ${department}
    order by notice_rule.topic, notice_rule.detail, department`)
}

export async function findNoticeRules(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, NoticeRule>> {
  const rows = await db.rows<NoticeRule>(sql`select ${columns} from notice_rule where id = any(${ids})`)
  return keyed(rows, row => row.id)
}

/** Makes a rule, or sets the one that is there. */
export async function saveNoticeRule(tx: Transaction, rule: Omit<NoticeRule, 'id'>): Promise<string> {
  const { topic, detail, department, active, setBy, setAt } = rule
  const saved = await tx.row<{ id: string }>(sql`
    insert into notice_rule (topic, detail, department, active, set_by, set_at)
    values (${topic}, ${detail ?? ''}, ${department}, ${active}, ${setBy}, ${setAt})
    on conflict (topic, detail, department)
    do update set active = excluded.active, set_by = excluded.set_by, set_at = excluded.set_at
    returning id`)
  if (saved === undefined) throw new Error('a rule was not saved')
  return saved.id
}
