import type { Moment } from './calendar.ts'
import type { Car } from './car.ts'
import type { Customer } from './customers.ts'
import type { Dealer } from './dealers.ts'
import { holdingsOf } from './holdings.ts'
import { randomFrom } from './random.ts'

/** Somebody's part in a car for a time. */
export interface CarRole {
  readonly id: string
  readonly car: Car
  readonly customer: Customer
  readonly role: 'OWNER' | 'DRIVER'
  readonly from: Moment
  /** Null while it lasts. */
  readonly until: Moment | null
  readonly dealer: Dealer
  readonly saleId: string | null
}

/** Of the cars of companies, those whose driver is known by name. */
const namedDrivers = 0.2

/** The owners of a car and, when a company owns it, its driver. */
export function rolesOf(car: Car, people: readonly Customer[], seed: number): CarRole[] {
  return holdingsOf(car).flatMap(({ owner, from, until, saleId }): CarRole[] => {
    const random = randomFrom(seed, 'driver', saleId)
    const dealer = saleId === car.saleId ? car.dealer : (car.resale?.dealer ?? car.dealer)
    const owned: CarRole = { id: `VP-${saleId}`, car, customer: owner, role: 'OWNER', from, until, dealer, saleId }
    if (owner.company === null || !random.chance(namedDrivers)) return [owned]
    return [owned, { ...owned, id: `VD-${saleId}`, customer: random.pick(people), role: 'DRIVER', saleId: null }]
  })
}

/** The person to whom one speaks in a company. */
export interface Relation {
  readonly id: string
  readonly customer: Customer
  readonly related: Customer
  readonly kind: 'CONTACT_PERSON'
}

export function relationsOf(customer: Customer, people: readonly Customer[], seed: number): Relation[] {
  if (customer.company === null) return []
  const person = randomFrom(seed, 'contact-person', customer.id).pick(people)
  return [{ id: `RL-${customer.id}`, customer: person, related: customer, kind: 'CONTACT_PERSON' }]
}
