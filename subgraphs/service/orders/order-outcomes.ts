import type { OdometerReading } from './odometer.ts'
import type { ServiceOrder } from './service-order.ts'

export interface OrderSuccess<Name extends string> {
  readonly __typename: Name
  readonly serviceOrderId: string
}

export interface OdometerRunsBackwards {
  readonly __typename: 'OdometerRunsBackwards'
  readonly message: string
  readonly lastOdometerKm: number
  readonly lastReadAt: Date
}

export interface AppointmentElsewhere {
  readonly __typename: 'AppointmentElsewhere'
  readonly message: string
  readonly appointmentId: string
}

export interface ServiceOrderClosed {
  readonly __typename: 'ServiceOrderClosed'
  readonly message: string
  readonly closedAt: Date
}

export interface ServiceOrderNotFound {
  readonly __typename: 'ServiceOrderNotFound'
  readonly message: string
  readonly serviceOrderId: string
}

export interface RecallNotOpenOnVehicle {
  readonly __typename: 'RecallNotOpenOnVehicle'
  readonly message: string
  readonly recallId: string
}

export const odometerRunsBackwards = (km: number, { km: lastOdometerKm, readAt }: OdometerReading) =>
  ({
    __typename: 'OdometerRunsBackwards',
    message: `${km} km does not fit the ${lastOdometerKm} km read on ${readAt.toISOString().slice(0, 10)}.`,
    lastOdometerKm,
    lastReadAt: readAt,
  }) satisfies OdometerRunsBackwards

export const appointmentElsewhere = (appointmentId: string): AppointmentElsewhere => ({
  __typename: 'AppointmentElsewhere',
  message: 'The appointment is for another car or another station.',
  appointmentId,
})

export const serviceOrderNotFound = (serviceOrderId: string): ServiceOrderNotFound => ({
  __typename: 'ServiceOrderNotFound',
  message: `There is no service order ${serviceOrderId}.`,
  serviceOrderId,
})

export const recallNotOpenOnVehicle = (recallId: string): RecallNotOpenOnVehicle => ({
  __typename: 'RecallNotOpenOnVehicle',
  message: `The recall ${recallId} does not cover this car, or is done or closed.`,
  recallId,
})

/** The refusal to change an order, when it is closed. */
export function refuseClosed({ outAt }: ServiceOrder): ServiceOrderClosed | null {
  if (outAt === null) return null
  return {
    __typename: 'ServiceOrderClosed',
    message: `The service order was closed on ${outAt.toISOString().slice(0, 10)} and can't be changed.`,
    closedAt: outAt,
  }
}
