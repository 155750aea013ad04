import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import type { Slot } from '../stations/slot.ts'
import { appointmentColumns } from './appointment-store.ts'
import type { Appointment, AppointmentStatus } from './appointment.ts'

export type NewAppointment = Pick<Appointment, 'id' | 'vin' | 'customerId' | 'purpose' | 'note'> & {
  readonly slot: Pick<Slot, 'stationId' | 'startsAt' | 'endsAt'>
}

export async function insertBooked(tx: Transaction, appointment: NewAppointment): Promise<void> {
  const { id, vin, customerId, purpose, note, slot } = appointment
  await tx.rows(sql`
    insert into appointment (id, vin, customer_id, station_id, purpose, status, starts_at, ends_at, note)
    values (${id}, ${vin}, ${customerId}, ${slot.stationId}, ${purpose}, 'BOOKED', ${slot.startsAt}, ${slot.endsAt}, ${note})`)
}

export function lockAppointment(tx: Transaction, id: string): Promise<Appointment | undefined> {
  return tx.row<Appointment>(sql`
    select ${appointmentColumns} from appointment join station on station.id = station_id
    where appointment.id = ${id} for update of appointment`)
}

export async function saveStatus(tx: Transaction, id: string, status: AppointmentStatus): Promise<void> {
  await tx.rows(sql`update appointment set status = ${status} where id = ${id}`)
}

/** Puts an appointment into a slot in which a place was claimed for it. */
export async function moveToSlot(tx: Transaction, id: string, slot: Slot): Promise<void> {
  await tx.rows(sql`
    update appointment
    set status = 'BOOKED', station_id = ${slot.stationId}, starts_at = ${slot.startsAt}, ends_at = ${slot.endsAt}
    where id = ${id}`)
}
