import type { StationNotFound } from '../stations/station-refusals.ts'
import type { Slot } from '../stations/slot.ts'
import type { Appointment, AppointmentStatus } from './appointment.ts'

export interface AppointmentSuccess<Name extends string> {
  readonly __typename: Name
  readonly appointmentId: string
}

export interface SlotFull {
  readonly __typename: 'SlotFull'
  readonly message: string
  readonly capacity: number
  readonly nextFree: Slot[]
}

export interface SlotNotOffered {
  readonly __typename: 'SlotNotOffered'
  readonly message: string
  readonly nextFree: Slot[]
}

export interface AppointmentNotOpen {
  readonly __typename: 'AppointmentNotOpen'
  readonly message: string
  readonly status: AppointmentStatus
}

export interface AppointmentNotFound {
  readonly __typename: 'AppointmentNotFound'
  readonly message: string
  readonly appointmentId: string
}

export type SlotRefusal = SlotFull | SlotNotOffered | StationNotFound

export const appointmentNotFound = (appointmentId: string): AppointmentNotFound => ({
  __typename: 'AppointmentNotFound',
  message: `There is no appointment ${appointmentId}.`,
  appointmentId,
})

export const appointmentNotOpen = ({ status }: Appointment): AppointmentNotOpen => ({
  __typename: 'AppointmentNotOpen',
  message: `The appointment is ${status.toLowerCase()}.`,
  status,
})
