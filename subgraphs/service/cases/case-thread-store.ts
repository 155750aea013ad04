import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import { grouped } from '#platform/rows.ts'
import type { CaseMessage, CaseStatusChange } from './case.ts'

export async function messagesOf(db: Queries, caseIds: readonly string[]): Promise<ReadonlyMap<string, CaseMessage[]>> {
  const rows = await db.rows<CaseMessage>(sql`
    select case_id as "caseId", id, author, author_name as "authorName", body, at
    from case_message where case_id = any(${caseIds}) order by at, id`)
  return grouped(caseIds, rows, row => row.caseId)
}

export async function statusHistoryOf(
  db: Queries,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, CaseStatusChange[]>> {
  const rows = await db.rows<CaseStatusChange>(sql`
    select case_id as "caseId", status, at, changed_by as "changedBy", note
    from case_status_change where case_id = any(${caseIds}) order by position`)
  return grouped(caseIds, rows, row => row.caseId)
}
