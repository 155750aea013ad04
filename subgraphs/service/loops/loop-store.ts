import sql, { empty } from 'sql-template-tag'
import type { Page, Position } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import type { Department } from '#platform/department.ts'
import { grouped, keyed } from '#platform/rows.ts'
import type { CaseRating, Loop, LoopAction } from './loop.ts'

export const loopColumns = sql`closed_loop.id, trigger, subject, case_id as "caseId", request_id as "requestId",
  customer_id as "customerId", dealer_id as "dealerId", department, owner_id as "ownerId", opened_by as "openedBy",
  opened_at as "openedAt", result, verified_by as "verifiedBy", verified_at as "verifiedAt", ended_at as "endedAt",
  article_id as "articleId"`

export const loopPosition = ({ openedAt, id }: Loop): Position => ({ sort: openedAt.toISOString(), id })

export interface LoopFilter {
  readonly department?: Department | null
  readonly ownerId?: string | null
  readonly owned?: boolean | null
  readonly open?: boolean | null
}

export async function findLoops(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, Loop>> {
  return keyed(await db.rows<Loop>(sql`select ${loopColumns} from closed_loop where id = any(${ids})`), row => row.id)
}

export function listLoops(db: Queries, filter: LoopFilter, page: Page): Promise<Loop[]> {
  const { department = null, ownerId = null, owned = null, open = null } = filter
  const { sort, id } = page.after ?? { sort: '-infinity', id: '' }
  const openness = open === null ? empty : sql`and (ended_at is null) = ${open}`
  return db.rows<Loop>(sql`
    select ${loopColumns} from closed_loop
    where (opened_at, id) > (${sort}::timestamptz, ${id}) ${openness}
      and (${department}::text is null or department = ${department})
      and (${ownerId}::text is null or owner_id = ${ownerId})
      and (${owned}::boolean is null or (owner_id is not null) = ${owned})
    order by opened_at, id limit ${page.limit + 1}`)
}

export async function loopsOfCases(db: Queries, caseIds: readonly string[]): Promise<ReadonlyMap<string, Loop[]>> {
  const rows = await db.rows<Loop>(sql`
    select ${loopColumns} from closed_loop where case_id = any(${caseIds}) order by opened_at, id`)
  return grouped(caseIds, rows, row => row.caseId ?? '')
}

export async function actionsOf(db: Queries, loopIds: readonly string[]): Promise<ReadonlyMap<string, LoopAction[]>> {
  const rows = await db.rows<LoopAction>(sql`
    select loop_id as "loopId", action, taken_by as "takenBy", taken_at as "takenAt"
    from loop_action where loop_id = any(${loopIds}) order by position`)
  return grouped(loopIds, rows, row => row.loopId)
}

export async function ratingsOfCases(
  db: Queries,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, CaseRating>> {
  const rows = await db.rows<CaseRating>(sql`
    select case_id as "caseId", score, comment, rated_by as "ratedBy", rated_at as "ratedAt"
    from case_rating where case_id = any(${caseIds})`)
  return keyed(rows, row => row.caseId)
}
