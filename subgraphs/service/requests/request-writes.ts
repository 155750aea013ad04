import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import type { Department } from '#platform/department.ts'
import type { DepartmentRequest, Rating } from './request.ts'
import { requestColumns } from './request-store.ts'

export type NewRequest = Omit<
  DepartmentRequest,
  'status' | 'closedAt' | 'answer' | 'reopened' | 'department' | 'departments'
>

export async function insertRequest(tx: Transaction, added: NewRequest): Promise<void> {
  const { id, subject, question, customerId, caseId, dealerId, openedBy, openedAt, dueAt } = added
  const { ownerId, ownerName, ownerDepartment } = added
  await tx.rows(sql`
    insert into request (id, subject, question, customer_id, case_id, dealer_id, owner_id, owner_name, owner_department,
      department, departments, status, opened_by, opened_at, due_at)
    values (${id}, ${subject}, ${question}, ${customerId}, ${caseId}, ${dealerId}, ${ownerId}, ${ownerName},
      ${ownerDepartment}, ${ownerDepartment}, array[${ownerDepartment}::text], 'OPEN', ${openedBy}, ${openedAt}, ${dueAt})`)
}

export function lockRequest(tx: Transaction, id: string): Promise<DepartmentRequest | undefined> {
  return tx.row<DepartmentRequest>(sql`select ${requestColumns} from request where id = ${id} for update`)
}

/** Who answers for a request. */
export interface Owner {
  readonly id: string
  readonly name: string | null
  readonly department: Department
}

/** Puts a locked request to a department, and under another owner when one is named. */
export async function placeRequest(
  tx: Transaction,
  id: string,
  { department, owner }: { readonly department: Department; readonly owner: Owner | null },
): Promise<void> {
  await tx.rows(sql`
    update request set department = ${department},
      departments = case when ${department} = any(departments) then departments else departments || ${department}::text end,
      owner_id = coalesce(${owner?.id ?? null}, owner_id),
      owner_name = case when ${owner === null} then owner_name else ${owner?.name ?? null} end,
      owner_department = coalesce(${owner?.department ?? null}, owner_department)
    where id = ${id}`)
}

/** Notes that departments have a part in a locked request. */
export async function involve(tx: Transaction, id: string, departments: readonly Department[]): Promise<void> {
  await tx.rows(sql`
    update request set departments = departments || array(
      select given from unnest(${departments}::text[]) with ordinality as given (given, place)
      where given <> all(departments) group by given order by min(place))
    where id = ${id}`)
}

export async function closeLocked(
  tx: Transaction,
  id: string,
  { answer, at }: { readonly answer: string; readonly at: Date },
): Promise<void> {
  await tx.rows(sql`
    update request set status = 'CLOSED', answer = ${answer}, closed_at = greatest(${at}, opened_at) where id = ${id}`)
}

export async function reopenLocked(tx: Transaction, id: string): Promise<void> {
  await tx.rows(sql`update request set status = 'OPEN', closed_at = null, reopened = reopened + 1 where id = ${id}`)
}

/** Keeps what departments' work was worth; a request that is closed again is rated anew. */
export async function saveRatings(tx: Transaction, ratings: readonly Rating[]): Promise<void> {
  if (ratings.length === 0) return
  await tx.rows(sql`
    insert into request_rating (request_id, department, score, note, rated_by, rated_at)
    select * from unnest(${ratings.map(each => each.requestId)}::text[], ${ratings.map(each => each.department)}::text[],
      ${ratings.map(each => each.score)}::int[], ${ratings.map(each => each.note)}::text[],
      ${ratings.map(each => each.ratedBy)}::text[], ${ratings.map(each => each.ratedAt)}::timestamptz[])
    on conflict (request_id, department) do update
      set score = excluded.score, note = excluded.note, rated_by = excluded.rated_by, rated_at = excluded.rated_at`)
}
