export type AppointmentStatus = 'PROPOSED' | 'BOOKED' | 'CANCELLED' | 'DONE'
export type AppointmentPurpose = 'FIRST_SERVICE' | 'MAINTENANCE' | 'REPAIR' | 'RECALL' | 'INSPECTION'

export interface Appointment {
  readonly id: string
  readonly vin: string
  readonly customerId: string | null
  readonly stationId: string
  /** The dealer that runs the station. */
  readonly dealerId: string
  readonly purpose: AppointmentPurpose
  readonly status: AppointmentStatus
  readonly startsAt: Date
  readonly endsAt: Date
  readonly note: string | null
  readonly createdAt: Date
}

/** An appointment can be moved or given up until it is cancelled or done. */
export const isOpen = ({ status }: Appointment): boolean => status === 'PROPOSED' || status === 'BOOKED'
