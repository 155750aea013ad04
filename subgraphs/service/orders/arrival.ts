import type { Transaction } from '#platform/database.ts'
import {
  appointmentNotFound,
  appointmentNotOpen,
  type AppointmentNotFound,
  type AppointmentNotOpen,
} from '../appointments/appointment-outcomes.ts'
import { lockAppointment, saveStatus } from '../appointments/appointment-writes.ts'
import { appointmentElsewhere, type AppointmentElsewhere } from './order-outcomes.ts'

export type ArrivalRefusal = AppointmentNotFound | AppointmentNotOpen | AppointmentElsewhere

/** What a car's arrival takes over from its appointment. */
export interface Arrival {
  readonly appointmentId: string | null
  readonly customerId: string | null
}

/** Ends the booked appointment that a car arrives by, if any; refuses one that is not for this car and station. */
export async function arriveByAppointment(
  tx: Transaction,
  appointmentId: string | null,
  { vin, stationId }: { readonly vin: string; readonly stationId: string },
): Promise<Arrival | ArrivalRefusal> {
  if (appointmentId === null) return { appointmentId, customerId: null }
  const appointment = await lockAppointment(tx, appointmentId)
  if (appointment === undefined) return appointmentNotFound(appointmentId)
  if (appointment.vin !== vin || appointment.stationId !== stationId) return appointmentElsewhere(appointmentId)
  if (appointment.status !== 'BOOKED') return appointmentNotOpen(appointment)
  await saveStatus(tx, appointmentId, 'DONE')
  return { appointmentId, customerId: appointment.customerId }
}
