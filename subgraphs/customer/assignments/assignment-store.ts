import sql from 'sql-template-tag'
import type { Queries, Transaction } from '#platform/database.ts'
import { grouped, keyed } from '#platform/rows.ts'
import type { Assignment } from './assignment.ts'

const columns = sql`
  id, customer_id as "customerId", role, employee_id as "employeeId", employee_name as "employeeName",
  dealer_id as "dealerId", valid_from as "validFrom", valid_until as "validUntil", reason,
  assigned_by as "assignedBy"`

export async function findAssignments(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, Assignment>> {
  return keyed(await db.rows<Assignment>(sql`select ${columns} from assignment where id = any(${ids})`), row => row.id)
}

/** Every assignment of many customers, newest first. */
export async function findAssignmentsOf(
  db: Queries,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, Assignment[]>> {
  const rows = await db.rows<Assignment>(sql`
    select ${columns} from assignment where customer_id = any(${customerIds}) order by valid_from desc, id desc`)
  return grouped(customerIds, rows, row => row.customerId)
}

/** The newest assignment of a role, which is the one without an end. */
export async function findLatest(
  tx: Transaction,
  { customerId, role }: Pick<Assignment, 'customerId' | 'role'>,
): Promise<Assignment | null> {
  const row = await tx.row<Assignment>(sql`
    select ${columns} from assignment where customer_id = ${customerId} and role = ${role}
    order by valid_from desc limit 1`)
  return row ?? null
}

export async function endAssignment(tx: Transaction, id: string, at: Date): Promise<void> {
  await tx.rows(sql`update assignment set valid_until = ${at} where id = ${id}`)
}

export async function insertAssignment(tx: Transaction, assignment: Omit<Assignment, 'validUntil'>): Promise<void> {
  await tx.rows(sql`
    insert into assignment (id, customer_id, role, employee_id, employee_name, dealer_id, valid_from, reason, assigned_by)
    values (${assignment.id}, ${assignment.customerId}, ${assignment.role}, ${assignment.employeeId},
      ${assignment.employeeName}, ${assignment.dealerId}, ${assignment.validFrom}, ${assignment.reason},
      ${assignment.assignedBy})`)
}
