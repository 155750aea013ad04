import { atHour, china, day, hour, today, type Moment } from './calendar.ts'
import { isSold, ownerAt, sellerAt, type Car } from './car.ts'
import type { Customer } from './customers.ts'
import type { Station } from './dealers.ts'
import { randomFrom } from './random.ts'

/** A time at a workshop in the days to come. */
export interface Appointment {
  readonly id: string
  readonly car: Car
  readonly customer: Customer
  readonly station: Station
  readonly purpose: 'FIRST_SERVICE' | 'MAINTENANCE' | 'REPAIR' | 'RECALL'
  readonly status: 'PROPOSED' | 'BOOKED'
  readonly startsAt: Moment
  readonly createdAt: Moment
}

/** Of a hundred cars, those that have booked for the next two weeks. */
const share = 0.02

/** What is booked for a car: a few slots on the quarter of a working day, each two hours. */
export function appointmentsOf(car: Car, seed: number): Appointment[] {
  const random = randomFrom(seed, 'appointment', car.place)
  const customer = ownerAt(car, today)
  if (!isSold(car) || customer === null || !(car.storied || random.chance(share))) return []
  const station = car.storied ? sellerAt(car, today).stations[0] : random.pick(sellerAt(car, today).stations)
  if (station === undefined) return []
  return [
    {
      id: `AP${car.productionNumber.slice(3)}`,
      car,
      customer,
      station,
      purpose: car.storied ? 'RECALL' : random.pick(['MAINTENANCE', 'REPAIR', 'RECALL'] as const),
      status: 'BOOKED',
      startsAt: car.storied
        ? china('2026-11-26', 9)
        : atHour(today + random.int(3, 16) * day, random.pick([9, 11, 13, 15])),
      createdAt: today - random.int(1, 60) * hour,
    },
  ]
}
