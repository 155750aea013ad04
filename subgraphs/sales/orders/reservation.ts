import { isFinished, type KnownVehicle } from '../vehicles/known-vehicle.ts'
import {
  vehicleAlreadySold,
  vehicleNotAvailable,
  vehicleReserved,
  type VehicleAlreadySold,
  type VehicleNotAvailable,
  type VehicleReserved,
} from '../vehicles/vehicle-refusals.ts'
import type { OrderRow } from './order.ts'

/** What is known when somebody wants a stock car. */
export interface CarAsked {
  readonly vin: string
  readonly car: KnownVehicle
  readonly sale: { readonly soldAt: Date; readonly dealerId: string } | undefined
  readonly holder: OrderRow | undefined
  readonly queueLength: number
  readonly joinQueue: boolean
}

/** A car is reserved when nobody has it; when another order has it, one can queue. */
export function decideReservation({
  vin,
  car,
  sale,
  holder,
  queueLength,
  joinQueue,
}: CarAsked): 'RESERVED' | 'QUEUED' | VehicleAlreadySold | VehicleNotAvailable | VehicleReserved {
  if (sale !== undefined) return vehicleAlreadySold(vin, sale)
  if (!isFinished(car)) return vehicleNotAvailable(vin, car.status)
  if (holder === undefined) return 'RESERVED'
  return joinQueue ? 'QUEUED' : vehicleReserved(vin, { until: holder.reservedUntil, queueLength })
}

/** When a reservation that begins now ends. */
export const reservationEnd = (holdHours: number, now: Date): Date => new Date(now.getTime() + holdHours * 3_600_000)

/** The order with its car held from now on. */
export const reserved = (order: OrderRow, now: Date): OrderRow => ({
  ...order,
  status: 'RESERVED',
  reservedUntil: reservationEnd(order.holdHours, now),
})

/** Whether the time of a reservation is over. */
export const isOver = ({ status, reservedUntil }: OrderRow, now: Date): boolean =>
  status === 'RESERVED' && reservedUntil !== null && reservedUntil <= now
