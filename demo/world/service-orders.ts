import type { Moment } from './calendar.ts'
import type { Car } from './car.ts'
import type { Customer } from './customers.ts'
import type { Station } from './dealers.ts'
import { estimate, type Operation, type UsedPart } from './estimate.ts'
import { randomFrom } from './random.ts'
import { type Visit, visitsOf } from './visits.ts'

/** A repair order as the workshop wrote it. */
export interface ServiceOrder {
  readonly id: string
  readonly car: Car
  readonly station: Station
  /** Who owned the car that day. */
  readonly customer: Customer
  readonly payType: 'CUSTOMER' | 'WARRANTY' | 'GOODWILL' | 'RECALL'
  readonly odometerKm: number
  readonly complaint: string
  readonly cause: string | null
  readonly technician: string
  readonly operations: readonly Operation[]
  readonly parts: readonly UsedPart[]
  readonly inAt: Moment
  /** Null while the car is in the workshop. */
  readonly outAt: Moment | null
}

/** Every visit of a car to a workshop, the oldest first. */
export const servicesOf = (car: Car, seed: number): ServiceOrder[] => writeUp(car, visitsOf(car, seed), seed)

/** The orders that the workshops wrote for the visits of a car. */
export const writeUp = (car: Car, visits: readonly Visit[], seed: number): ServiceOrder[] =>
  visits.map((visit, nth) => serviceOrder(car, visit, { nth, seed }))

function serviceOrder(
  car: Car,
  visit: Visit,
  { nth, seed }: { readonly nth: number; readonly seed: number },
): ServiceOrder {
  const random = randomFrom(seed, 'service', car.place, nth)
  return {
    id: `SV${String(car.place + 101).padStart(6, '0')}-${String(nth + 1).padStart(2, '0')}`,
    car,
    station: visit.station,
    customer: visit.customer,
    odometerKm: visit.odometerKm,
    inAt: visit.inAt,
    outAt: visit.outAt,
    ...estimate(visit, car, random),
    technician: random.pick(visit.station.technicians),
  }
}
