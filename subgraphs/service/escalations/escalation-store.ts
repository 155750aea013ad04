import sql, { empty } from 'sql-template-tag'
import type { Connection, Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { listOf, newestFirst } from '#platform/pages.ts'
import type { Department } from '#platform/department.ts'
import { grouped, keyed } from '#platform/rows.ts'
import type { CaseKind } from '../cases/case.ts'
import type { Escalation, EscalationContact, EscalationRank } from './escalation.ts'

const columns = sql`case_escalation.id, case_id as "caseId", rank, reason, department, employee_id as "employeeId",
  employee_name as "employeeName", consumed_minutes as "consumedMinutes", at`

export interface EscalationFilter {
  readonly rank?: EscalationRank | null
  readonly department?: Department | null
  readonly employeeId?: string | null
  readonly kinds?: readonly CaseKind[] | null
  readonly open?: boolean | null
}

export function listEscalations(db: Queries, filter: EscalationFilter, page: Page): Promise<Connection<Escalation>> {
  const { rank = null, department = null, employeeId = null, kinds = null, open = null } = filter
  const told = employeeId === null ? empty : sql`and employee_id = ${employeeId}`
  const rows = sql`
    select ${columns} from case_escalation join service_case on service_case.id = case_id
    where (${rank}::text is null or rank = ${rank})
      and (${department}::text is null or department = ${department})
      and (${kinds}::text[] is null or kind = any(${kinds}))
      and (${open}::boolean is null or (status not in ('SOLVED', 'CLOSED')) = ${open}) ${told}`
  const order = newestFirst(sql`at`, (row: Escalation) => row.at, sql`case_escalation.id`)
  return listOf(db, { rows, order, page })
}

export async function findEscalations(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, Escalation>> {
  const rows = await db.rows<Escalation>(sql`select ${columns} from case_escalation where id = any(${ids})`)
  return keyed(rows, row => row.id)
}

export async function escalationsOf(
  db: Queries,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, Escalation[]>> {
  const rows = await db.rows<Escalation>(sql`
    select ${columns} from case_escalation where case_id = any(${caseIds})
    order by at, array_position(array['AGENT', 'TEAM_LEAD', 'DEPARTMENT_HEAD', 'GENERAL_MANAGER'], rank), id`)
  return grouped(caseIds, rows, row => row.caseId)
}

export function listContacts(db: Queries): Promise<EscalationContact[]> {
  return db.rows<EscalationContact>(sql`
    select rank, department, employee_id as "employeeId", name from escalation_contact
    order by array_position(array['TEAM_LEAD', 'DEPARTMENT_HEAD', 'GENERAL_MANAGER'], rank), department nulls first`)
}
