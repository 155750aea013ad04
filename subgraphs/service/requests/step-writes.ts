import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import type { Department } from '#platform/department.ts'
import { dwellTargets } from './dwell.ts'

export interface Arrival {
  readonly department: Department
  readonly at: Date
  readonly by: string
  readonly note?: string | null
}

/** Begins the time of a locked request with a department; time never runs back, also when calls overtake each other. */
export async function enterStep(tx: Transaction, requestId: string, arrival: Arrival): Promise<void> {
  const { department, at, by, note = null } = arrival
  await tx.rows(sql`
    insert into request_step (request_id, position, department, entered_at, allowed_minutes, handed_by, note)
    select ${requestId}, coalesce(max(position), 0) + 1, ${department}, greatest(${at}, max(left_at)),
      ${dwellTargets[department]}, ${by}, ${note}
    from request_step where request_id = ${requestId}`)
}

/** Ends the time of a locked request with the department where it lies. */
export async function leaveStep(tx: Transaction, requestId: string, at: Date): Promise<void> {
  await tx.rows(sql`
    update request_step set left_at = greatest(${at}, entered_at) where request_id = ${requestId} and left_at is null`)
}
