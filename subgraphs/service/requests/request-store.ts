import sql, { empty, type Sql } from 'sql-template-tag'
import { connections, type Connection, type Page, type Position } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { keyed } from '#platform/rows.ts'
import type { Department } from '#platform/department.ts'
import type { DepartmentRequest } from './request.ts'

export const requestColumns = sql`request.id, subject, question, customer_id as "customerId", case_id as "caseId",
  dealer_id as "dealerId", owner_id as "ownerId", owner_name as "ownerName", owner_department as "ownerDepartment",
  department, departments, status, opened_by as "openedBy", opened_at as "openedAt", due_at as "dueAt",
  closed_at as "closedAt", answer, reopened`

export const requestPosition = (row: DepartmentRequest): Position => ({ sort: row.openedAt.toISOString(), id: row.id })

const oldestFirst = ({ after }: Page): Position => after ?? { sort: '-infinity', id: '' }

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
): Promise<DepartmentRequest[]> {
  const { department = null, open = null, overdue = null, ownerId = null } = filter
  const { sort, id } = oldestFirst(page)
  const late = overdue === null ? empty : sql`and status = 'OPEN' and (due_at < ${now}) = ${overdue}`
  const at =
    department === null
      ? empty
      : sql`and (status = 'OPEN' and department = ${department} or status = 'CLOSED' and ${department} = any(departments)
          or id in (select request_id from sub_question where sub_question.department = ${department} and status = 'OPEN'))`
  return db.rows<DepartmentRequest>(sql`
    select ${requestColumns} from request
    where (opened_at, id) > (${sort}::timestamptz, ${id}) ${openness(open)} ${late} ${at}
      and (${ownerId}::text is null or owner_id = ${ownerId})
    order by opened_at, id limit ${page.limit + 1}`)
}

export async function requestsOfCustomers(
  db: Queries,
  customerIds: readonly string[],
  { page, open }: { readonly page: Page; readonly open: boolean | null },
): Promise<ReadonlyMap<string, Connection<DepartmentRequest>>> {
  const { sort, id } = oldestFirst(page)
  const rows = await db.rows<DepartmentRequest>(sql`
    select found.* from unnest(${customerIds}::text[]) as customer (id)
      cross join lateral (
        select ${requestColumns} from request
        where customer_id = customer.id and (opened_at, request.id) > (${sort}::timestamptz, ${id}) ${openness(open)}
        order by opened_at, request.id limit ${page.limit + 1}) as found
    order by "openedAt", id`)
  return connections(customerIds, rows, { page, keyOf: row => row.customerId ?? '', positionOf: requestPosition })
}
