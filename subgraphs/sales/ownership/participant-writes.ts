import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import type { ParticipantRow } from './participant.ts'
import { participantColumns } from './participant-store.ts'

export async function insertParticipant(tx: Transaction, row: ParticipantRow): Promise<void> {
  await tx.rows(sql`
    insert into vehicle_participant (id, vin, customer_id, role, valid_from, valid_until, dealer_id, sale_id)
    values (${row.id}, ${row.vin}, ${row.customerId}, ${row.role}, ${row.from}, ${row.until}, ${row.dealerId},
      ${row.saleId})`)
}

/** Ends every role on a car that lasts beyond a time, and gives them back as ended. */
export async function endParticipants(tx: Transaction, vin: string, at: Date): Promise<ParticipantRow[]> {
  return tx.rows<ParticipantRow>(sql`
    update vehicle_participant set valid_until = ${at}
    where vin = ${vin} and valid_from < ${at} and (valid_until is null or valid_until > ${at})
    returning ${participantColumns}`)
}

/** Whether somebody took a role on a car at a time or later. */
export async function hasParticipantFrom(tx: Transaction, vin: string, at: Date): Promise<boolean> {
  const row = await tx.row<{ id: string }>(
    sql`select id from vehicle_participant where vin = ${vin} and valid_from >= ${at} limit 1`,
  )
  return row !== undefined
}

/** Who owns a car at a time. */
export async function findOwner(tx: Transaction, vin: string, at: Date): Promise<ParticipantRow | undefined> {
  return tx.row<ParticipantRow>(sql`
    select ${participantColumns} from vehicle_participant
    where vin = ${vin} and role = 'OWNER' and tstzrange(valid_from, valid_until) @> ${at}::timestamptz`)
}

/** The same customer's same role on the car in a time that overlaps. */
export async function findOverlap(tx: Transaction, row: ParticipantRow): Promise<ParticipantRow | undefined> {
  return tx.row<ParticipantRow>(sql`
    select ${participantColumns} from vehicle_participant
    where vin = ${row.vin} and customer_id = ${row.customerId} and role = ${row.role}
      and tstzrange(valid_from, valid_until) && tstzrange(${row.from}, ${row.until})
    order by valid_from limit 1`)
}
