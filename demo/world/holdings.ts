import type { Moment } from './calendar.ts'
import { happened, isSold, type Car } from './car.ts'
import type { Customer } from './customers.ts'

/** That a customer owned a car for a time. */
export interface Holding {
  readonly car: Car
  readonly owner: Customer
  readonly from: Moment
  /** Null while he owns it. */
  readonly until: Moment | null
  readonly saleId: string
}

/** The owners of a car, the first first. */
export function holdingsOf(car: Car): Holding[] {
  if (!isSold(car)) return []
  const { resale } = car
  const first = { car, owner: car.buyer, from: car.soldAt, saleId: car.saleId }
  if (resale === null || !happened(resale.soldAt)) return [{ ...first, until: null }]
  return [
    { ...first, until: resale.soldAt },
    { car, owner: resale.buyer, from: resale.soldAt, until: null, saleId: resale.id },
  ]
}

/** What each customer owned, by customer. */
export function holdingsByOwner(cars: readonly Car[]): ReadonlyMap<Customer, readonly Holding[]> {
  const byOwner = new Map<Customer, Holding[]>()
  for (const car of cars)
    for (const holding of holdingsOf(car)) {
      const held = byOwner.get(holding.owner)
      if (held === undefined) byOwner.set(holding.owner, [holding])
      else held.push(holding)
    }
  return byOwner
}
