import { atHour, china, day, hour, today, weekdayOf, type Moment } from './calendar.ts'
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

/** How long a slot is; workshops are open from nine to five, not on Sundays. */
export const slotLength = 2 * hour
/** Of a hundred cars, those that have booked for the next two weeks. */
const share = 0.02
/** After so long a new car is to come for its first service. */
const firstServiceAfter = 182 * day

/** What is booked for a car, and what the maker proposes to its first owner. */
export function appointmentsOf(car: Car, seed: number): Appointment[] {
  const random = randomFrom(seed, 'appointment', car.place)
  const customer = ownerAt(car, today)
  if (!isSold(car) || customer === null) return []
  const { stations } = sellerAt(car, today)
  const station = car.storied ? stations[0] : random.pick(stations)
  if (station === undefined) return []
  const common = { car, customer, station }
  const booked = car.storied || random.chance(share)
  const startsAt = car.storied
    ? china('2026-11-26', 9)
    : openDay(atHour(today + random.int(3, 16) * day, random.pick([9, 11, 13, 15])))
  const due = openDay(atHour(car.soldAt + firstServiceAfter, 9))
  return [
    ...(booked
      ? [
          {
            ...common,
            id: `AP${car.productionNumber.slice(3)}`,
            purpose: car.storied ? ('RECALL' as const) : random.pick(['MAINTENANCE', 'REPAIR'] as const),
            status: 'BOOKED' as const,
            startsAt,
            createdAt: today - random.int(1, 60) * hour,
          },
        ]
      : []),
    ...(due > today && car.resale === null
      ? [
          {
            ...common,
            id: `AF${car.productionNumber.slice(3)}`,
            purpose: 'FIRST_SERVICE' as const,
            status: 'PROPOSED' as const,
            startsAt: due,
            createdAt: car.soldAt,
          },
        ]
      : []),
  ]
}

/** The day itself or, when it is a Sunday, the next. */
const openDay = (moment: Moment): Moment => (weekdayOf(moment) === 0 ? moment + day : moment)
