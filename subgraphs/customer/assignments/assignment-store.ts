import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
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
