import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import type { SubQuestion } from './request.ts'

export type Asked = Pick<SubQuestion, 'id' | 'department' | 'question'>

export async function insertQuestions(
  tx: Transaction,
  requestId: string,
  { asked, by, at }: { readonly asked: readonly Asked[]; readonly by: string; readonly at: Date },
): Promise<void> {
  await tx.rows(sql`
    insert into sub_question (id, request_id, department, question, asked_by, asked_at, status)
    select id, ${requestId}, department, question, ${by}, ${at}, 'OPEN'
    from unnest(${asked.map(each => each.id)}::text[], ${asked.map(each => each.department)}::text[],
      ${asked.map(each => each.question)}::text[]) as asked (id, department, question)`)
}

export interface Settlement {
  readonly status: 'ANSWERED' | 'WAIVED'
  readonly text: string
  readonly by: string
  readonly at: Date
}

/** Settles an open question of a locked request. */
export async function settleQuestion(tx: Transaction, id: string, settlement: Settlement): Promise<void> {
  const { status, text, by, at } = settlement
  await tx.rows(sql`
    update sub_question set status = ${status}, settlement = ${text}, settled_by = ${by},
      settled_at = greatest(${at}, asked_at)
    where id = ${id} and status = 'OPEN'`)
}
