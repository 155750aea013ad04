import sql, { empty, type Sql } from 'sql-template-tag'
import type { Connection, Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { listOf, pagesOf, type ListOrder } from '#platform/pages.ts'
import { keyed } from '#platform/rows.ts'
import type { Department } from '#platform/department.ts'
import type { DepartmentRequest } from './request.ts'

export const requestColumns = sql`request.id, subject, question, customer_id as "customerId", case_id as "caseId",
  dealer_id as "dealerId", owner_id as "ownerId", owner_name as "ownerName", owner_department as "ownerDepartment",
  department, departments, status, opened_by as "openedBy", opened_at as "openedAt", due_at as "dueAt",
  closed_at as "closedAt", answer, reopened`

const oldestFirst: ListOrder<DepartmentRequest> = {
  by: sql`opened_at`,
  id: sql`request.id`,
  positionOf: ({ openedAt, id }) => ({ sort: openedAt.toISOString(), id }),
}

function openness(open: boolean | null): Sql {
  if (open === null) return empty
  return open ? sql`and status = 'OPEN'` : sql`and status = 'CLOSED'`
}

export async function findRequests(
  db: Queries,
  ids: readonly string[],
): Promise<ReadonlyMap<string, DepartmentRequest>> {
  const rows = await db.rows<DepartmentRequest>(sql`select ${requestColumns} from request where id = any(${ids})`)
  return keyed(rows, row => row.id)
}

export interface RequestFilter {
  readonly department?: Department | null
  readonly open?: boolean | null
  readonly overdue?: boolean | null
  readonly ownerId?: string | null
}

export function listRequests(
  db: Queries,
  { filter, page, now }: { readonly filter: RequestFilter; readonly page: Page; readonly now: Date },
): Promise<Connection<DepartmentRequest>> {
  const { department = null, open = null, overdue = null, ownerId = null } = filter
  const late = overdue === null ? empty : sql`and status = 'OPEN' and (due_at < ${now}) = ${overdue}`
  const at =
    department === null
      ? empty
      : sql`and (status = 'OPEN' and department = ${department} or status = 'CLOSED' and ${department} = any(departments)
          or id in (select request_id from sub_question where sub_question.department = ${department} and status = 'OPEN'))`
  const rows = sql`
    select ${requestColumns} from request
    where (${ownerId}::text is null or owner_id = ${ownerId}) ${openness(open)} ${late} ${at}`
  return listOf(db, { rows, order: oldestFirst, page })
}

export const requestsOfCustomers = (
  db: Queries,
  customerIds: readonly string[],
  { page, open }: { readonly page: Page; readonly open: boolean | null },
) =>
  pagesOf(db, customerIds, {
    page,
    order: oldestFirst,
    rows: sql`select ${requestColumns} from request where customer_id = parent.id ${openness(open)}`,
  })
