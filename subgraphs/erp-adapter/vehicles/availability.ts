import type { VehicleStatus } from './vehicle-status.ts'

export type Availability = 'NOT_RELEASED' | 'AVAILABLE' | 'RESERVED' | 'SOLD'

export interface AvailabilityFacts {
  readonly status: VehicleStatus
  readonly blockedBy: readonly string[]
  /** The sales order that the car is built or reserved for. */
  readonly orderId: string | null
}

/** Whether a car can be sold: a sale outweighs a reservation, and that outweighs the plant's release. */
export function availabilityOf({ status, blockedBy, orderId }: AvailabilityFacts): Availability {
  if (status === 'DELIVERED') return 'SOLD'
  if (orderId !== null) return 'RESERVED'
  const released = status === 'RELEASED' || status === 'IN_TRANSIT' || status === 'AT_DEALER'
  return released && blockedBy.length === 0 ? 'AVAILABLE' : 'NOT_RELEASED'
}
