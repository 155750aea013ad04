import type { OrderRow } from '../orders/order.ts'
import type { ParticipantRow } from '../ownership/participant.ts'
import { isFinished, isHandedOver, type KnownVehicle } from '../vehicles/known-vehicle.ts'
import {
  vehicleAlreadySold,
  vehicleNotAvailable,
  vehicleReserved,
  type VehicleAlreadySold,
  type VehicleNotAvailable,
  type VehicleReserved,
} from '../vehicles/vehicle-refusals.ts'
import type { Handover } from './sale-input.ts'
import { usedSaleRefused, type UsedSaleRefused } from './sale-refusals.ts'

/** What is known of a new car when somebody sells it. */
export interface NewCarState {
  readonly car: KnownVehicle
  readonly sale: { readonly soldAt: Date; readonly dealerId: string } | undefined
  readonly holder: OrderRow | undefined
  readonly queueLength: number
}

/** A new car is sold once, when it is built, and to whom it is held for; null when nothing speaks against it. */
export function newSaleRefusal(
  { vin, buyerId, dealerId }: Handover,
  { car, sale, holder, queueLength }: NewCarState,
): VehicleAlreadySold | VehicleNotAvailable | VehicleReserved | null {
  if (sale !== undefined) return vehicleAlreadySold(vin, sale)
  if (!isFinished(car) && !isHandedOver(car)) return vehicleNotAvailable(vin, car.status)
  const heldForAnother = holder !== undefined && (holder.customerId !== buyerId || holder.dealerId !== dealerId)
  return heldForAnother ? vehicleReserved(vin, { until: holder.reservedUntil, queueLength }) : null
}

/** What is known of a used car when somebody sells it. */
export interface UsedCarState {
  readonly everSold: boolean
  readonly owner: ParticipantRow | undefined
  /** The dealer who took the car in last. */
  readonly takenInBy: string | null
}

/** A used car is sold by its owner, or by the dealer who took it in; null when nothing speaks against it. */
export function usedSaleRefusal(
  { sellerId, dealerId }: Handover,
  { everSold, owner, takenInBy }: UsedCarState,
): UsedSaleRefused | null {
  if (!everSold) return usedSaleRefused('NEVER_SOLD')
  if (sellerId !== null) return owner?.customerId === sellerId ? null : usedSaleRefused('SELLER_NOT_OWNER')
  return owner === undefined && takenInBy === dealerId ? null : usedSaleRefused('NOT_TAKEN_IN')
}
