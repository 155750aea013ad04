import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import { grouped, keyed } from '#platform/rows.ts'
import type { Rating, Step, SubQuestion } from './request.ts'

const questionColumns = sql`request_id as "requestId", id, department, question, asked_by as "askedBy",
  asked_at as "askedAt", status, settlement, settled_by as "settledBy", settled_at as "settledAt"`

export async function stepsOf(db: Queries, requestIds: readonly string[]): Promise<ReadonlyMap<string, Step[]>> {
  const rows = await db.rows<Step>(sql`
    select request_id as "requestId", department, entered_at as "enteredAt", left_at as "leftAt",
      allowed_minutes as "allowedMinutes", handed_by as "handedBy", note
    from request_step where request_id = any(${requestIds}) order by position`)
  return grouped(requestIds, rows, row => row.requestId)
}

export async function questionsOf(
  db: Queries,
  requestIds: readonly string[],
): Promise<ReadonlyMap<string, SubQuestion[]>> {
  const rows = await db.rows<SubQuestion>(sql`
    select ${questionColumns} from sub_question where request_id = any(${requestIds}) order by asked_at, id`)
  return grouped(requestIds, rows, row => row.requestId)
}

export async function findQuestions(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, SubQuestion>> {
  const rows = await db.rows<SubQuestion>(sql`select ${questionColumns} from sub_question where id = any(${ids})`)
  return keyed(rows, row => row.id)
}

export async function ratingsOf(db: Queries, requestIds: readonly string[]): Promise<ReadonlyMap<string, Rating[]>> {
  const rows = await db.rows<Rating>(sql`
    select request_id as "requestId", department, score, note, rated_by as "ratedBy", rated_at as "ratedAt"
    from request_rating where request_id = any(${requestIds}) order by department`)
  return grouped(requestIds, rows, row => row.requestId)
}
