import { day, today, type Moment } from './calendar.ts'
import type { Car } from './car.ts'
import type { Customer } from './customers.ts'
import { randomFrom } from './random.ts'

/** Since when each customer has been on file: some weeks before the first car, or before nothing came of it. */
export function acquaintances(
  customers: readonly Customer[],
  cars: readonly Car[],
  seed: number,
): ReadonlyMap<Customer, Moment> {
  const first = new Map<Customer, Moment>()
  const note = (customer: Customer, at: Moment): void => {
    if (at < (first.get(customer) ?? Infinity)) first.set(customer, at)
  }
  for (const car of cars) {
    note(car.buyer, car.orderedAt)
    if (car.resale !== null) note(car.resale.buyer, car.resale.soldAt)
  }
  return new Map(
    customers.map(customer => {
      const random = randomFrom(seed, 'since', customer.id)
      const met = (first.get(customer) ?? today - random.int(5, 900) * day) - random.int(5, 60) * day
      return [customer, Math.min(met, today - day)]
    }),
  )
}
