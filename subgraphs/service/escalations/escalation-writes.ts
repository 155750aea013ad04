import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import type { Escalation, EscalationContact } from './escalation.ts'

/** Writes steps down; gives back the ids of those that are new. */
export async function insertEscalations(tx: Transaction, steps: readonly Escalation[]): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ id: string }>(sql`
    insert into case_escalation (id, case_id, rank, reason, department, employee_id, employee_name, consumed_minutes, at)
    select * from unnest(${steps.map(each => each.id)}::text[], ${steps.map(each => each.caseId)}::text[],
      ${steps.map(each => each.rank)}::text[], ${steps.map(each => each.reason)}::text[],
      ${steps.map(each => each.department)}::text[], ${steps.map(each => each.employeeId)}::text[],
      ${steps.map(each => each.employeeName)}::text[], ${steps.map(each => each.consumedMinutes)}::int[],
      ${steps.map(each => each.at)}::timestamptz[])
    on conflict (case_id, rank, reason) do nothing returning id`)
  return new Set(rows.map(({ id }) => id))
}

/** Puts locked cases into the status in which a higher rank works on them. */
export async function markEscalated(
  tx: Transaction,
  caseIds: readonly string[],
  { at, by }: { readonly at: Date; readonly by: string },
): Promise<void> {
  await tx.rows(sql`
    with marked as (
      update service_case set status = 'ESCALATED'
      where id = any(${caseIds}) and status in ('NEW', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER') returning id
    )
    insert into case_status_change (case_id, position, status, at, changed_by)
    select marked.id, coalesce(max(position), 0) + 1, 'ESCALATED', greatest(${at}, max(at)), ${by}
    from marked left join case_status_change on case_id = marked.id group by marked.id`)
}

export async function saveContact(tx: Transaction, contact: EscalationContact): Promise<void> {
  const { rank, department, employeeId, name } = contact
  await tx.rows(sql`
    insert into escalation_contact (rank, department, employee_id, name)
    values (${rank}, ${department}, ${employeeId}, ${name})
    on conflict (rank, department) do update set employee_id = excluded.employee_id, name = excluded.name`)
}
