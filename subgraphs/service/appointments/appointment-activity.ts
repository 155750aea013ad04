import type { Transaction } from '#platform/database.ts'
import { publishActivities } from '../customer-activity.ts'
import type { Appointment, AppointmentPurpose } from './appointment.ts'

const purposes: Readonly<Record<AppointmentPurpose, string>> = {
  FIRST_SERVICE: 'first service',
  MAINTENANCE: 'maintenance',
  REPAIR: 'a repair',
  RECALL: 'recall work',
  INSPECTION: 'an inspection',
}

type Told = Pick<Appointment, 'id' | 'customerId' | 'purpose' | 'vin'>

/** Tells the customer's timeline what became of an appointment: `booked`, `moved`, `cancelled`, `proposed`. */
export function tellOfAppointment(tx: Transaction, appointment: Told, what: string, at: Date): Promise<void> {
  const { id, customerId, purpose, vin } = appointment
  const summary = `Appointment for ${purposes[purpose]} of ${vin} ${what}`
  return publishActivities(tx, [{ customerId, kind: 'APPOINTMENT', at, summary, subject: { type: 'Appointment', id } }])
}
