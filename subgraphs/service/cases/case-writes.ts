import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import { caseColumns } from './case-store.ts'
import type { Case, CaseMessage, CaseStatus } from './case.ts'

export type NewCase = Omit<Case, 'status' | 'dealerId' | 'resolution' | 'agentId' | 'queueId'>

export async function insertCase(tx: Transaction, added: NewCase): Promise<void> {
  const { id, kind, priority, subject, customerId, vin, stationId, slaMinutes, openedAt } = added
  await tx.rows(sql`
    insert into service_case (id, kind, priority, status, subject, customer_id, vin, station_id, sla_minutes, opened_at)
    values (${id}, ${kind}, ${priority}, 'NEW', ${subject}, ${customerId}, ${vin}, ${stationId}, ${slaMinutes}, ${openedAt})`)
}

export function lockCase(tx: Transaction, id: string): Promise<Case | undefined> {
  return tx.row<Case>(sql`
    select ${caseColumns} from service_case left join station on station.id = station_id
    where service_case.id = ${id} for update of service_case`)
}

export interface Move {
  readonly status: CaseStatus
  readonly at: Date
  readonly by: string
  readonly note?: string | null
  readonly resolution?: string
}

/** Puts a locked case into a status; the history never goes back in time, also when requests overtake each other. */
export async function moveCase(tx: Transaction, id: string, move: Move): Promise<void> {
  const { status, at, by, note = null, resolution = null } = move
  await tx.rows(sql`
    update service_case set status = ${status}, resolution = coalesce(${resolution}, resolution) where id = ${id}`)
  await tx.rows(sql`
    insert into case_status_change (case_id, position, status, at, changed_by, note)
    select ${id}, coalesce(max(position), 0) + 1, ${status}, greatest(${at}, max(at)), ${by}, ${note}
    from case_status_change where case_id = ${id}`)
}

export async function insertMessage(tx: Transaction, message: CaseMessage): Promise<void> {
  const { id, caseId, author, authorName, body, at } = message
  await tx.rows(sql`
    insert into case_message (id, case_id, author, author_name, body, at)
    values (${id}, ${caseId}, ${author}, ${authorName}, ${body}, ${at})`)
}

/** Since when a case is in its status. */
export async function inStatusSince(tx: Transaction, id: string): Promise<Date> {
  const row = await tx.row<{ at: Date }>(
    sql`select at from case_status_change where case_id = ${id} order by position desc limit 1`,
  )
  if (row === undefined) throw new Error(`the case ${id} has no status history`)
  return row.at
}
