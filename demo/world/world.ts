import { acquaintances } from './acquaintance.ts'
import { assignmentsOf, type Assignment } from './assignments.ts'
import { appointmentsOf, type Appointment } from './appointments.ts'
import type { Moment } from './calendar.ts'
import { campaigns } from './campaigns.ts'
import { isOrdered, type Car } from './car.ts'
import { makeCars } from './cars.ts'
import { casesOf, type Case } from './cases.ts'
import { consentsOf, lastWords, type ConsentEntry } from './consents.ts'
import { makeCustomers, type Customer } from './customers.ts'
import { makeDealers, type Dealer } from './dealers.ts'
import { factoryEventsOf } from './factory-events.ts'
import type { FactoryEvent } from './factory-event.ts'
import { holdingsByOwner } from './holdings.ts'
import { cycleIdOf, leadsOf, type Lead } from './leads.ts'
import { relationsOf, rolesOf, type CarRole, type Relation } from './roles.ts'
import { orderOf, type SalesOrder } from './orders.ts'
import type { Profile } from './profile.ts'
import { reachOf, type Reach } from './reach.ts'
import { servicesOf, writeUp, type ServiceOrder } from './service-orders.ts'
import { heroCar, nextCar } from './story/cars.ts'
import { heroCases } from './story/cases.ts'
import { castConsents, heroLeads, heroReach, heroTouchpoints } from './story/contacts.ts'
import { castFrom } from './story/people.ts'
import { heroVisits } from './story/visits.ts'
import { touchpointsOf, type Touchpoint } from './touchpoints.ts'

/** A market with its people and cars. What there is much of is made anew each time it is walked through. */
export interface World {
  readonly profile: Profile
  readonly seed: number
  readonly dealers: readonly Dealer[]
  readonly customers: readonly Customer[]
  /** The cars that are ordered, built or sold, the oldest first, the storied ones before all. */
  readonly cars: readonly Car[]
  /** Since when a customer is on file. */
  readonly since: (customer: Customer) => Moment
  readonly assignments: () => Iterable<Assignment>
  readonly roles: () => Iterable<CarRole>
  readonly relations: () => Iterable<Relation>
  readonly orders: () => Iterable<SalesOrder>
  readonly leads: () => Iterable<Lead>
  /** The opportunity by which a car was sold; null of cars of earlier years. */
  readonly cycleOf: (car: Car) => string | null
  readonly factoryEvents: () => Iterable<FactoryEvent>
  readonly services: () => Iterable<ServiceOrder>
  readonly appointments: () => Iterable<Appointment>
  readonly cases: () => Iterable<Case>
  readonly touchpoints: () => Iterable<Touchpoint>
  readonly consents: () => Iterable<ConsentEntry>
  /** Of each customer his last word on each purpose, channel and recipient. */
  readonly lastConsents: () => Iterable<ConsentEntry>
  readonly reaches: () => Iterable<Reach>
}

/** Makes the world of a profile: the same seed makes the same world, byte for byte. */
export function makeWorld(profile: Profile, seed: number): World {
  const dealers = makeDealers(profile, seed)
  const cast = castFrom(dealers)
  const storied = new Set([cast.chenJing, cast.wangLei, cast.liuYang])
  const crowd = makeCustomers(profile, dealers, seed)
  const hero = heroCar(cast)
  const crowdCars = makeCars(profile, crowd, dealers, seed).filter(isOrdered)
  const customers = [...storied, ...crowd]
  const cars = [hero, nextCar(cast), ...crowdCars]
  const prospects = crowd.filter(({ buyer, duplicateOf }) => buyer === 'PROSPECT' && duplicateOf === null)
  const since = acquaintances(customers, cars, seed)
  const holdings = holdingsByOwner(cars)
  const cycles = new Map<Car, string>()
  const leads = function* (): Generator<Lead> {
    yield* heroLeads(hero, cast)
    yield* leadsOf({ profile, cars: crowdCars, prospects, seed })
  }
  for (const lead of leads()) if (lead.car !== null) cycles.set(lead.car, cycleIdOf(lead))
  const sinceOf = (customer: Customer): Moment => since.get(customer) ?? 0
  const consents = (customer: Customer): ConsentEntry[] =>
    storied.has(customer)
      ? castConsents(cast).filter(entry => entry.customer === customer)
      : consentsOf(customer, sinceOf(customer), seed)

  return {
    profile,
    seed,
    dealers,
    customers,
    cars,
    since: sinceOf,
    assignments: () => each(customers, customer => assignmentsOf(customer, sinceOf(customer), seed)),
    roles: () => each(cars, car => rolesOf(car, prospects, seed)),
    relations: () => each(crowd, customer => relationsOf(customer, prospects, seed)),
    orders: () => each(cars, car => listed(orderOf(car, seed))),
    leads,
    cycleOf: car => cycles.get(car) ?? null,
    factoryEvents: () => each(cars, car => factoryEventsOf(car, seed)),
    services: () => each(cars, car => (car === hero ? writeUp(car, heroVisits(cast), seed) : servicesOf(car, seed))),
    appointments: () => each(cars, car => appointmentsOf(car, seed)),
    cases: () => each(cars, car => (car === hero ? heroCases(car, cast) : casesOf(car, seed))),
    touchpoints: () =>
      each(customers, customer => {
        if (customer === cast.wangLei) return heroTouchpoints(cast)
        return storied.has(customer) ? [] : touchpointsOf(customer, sinceOf(customer), seed)
      }),
    consents: () => each(customers, consents),
    lastConsents: () => each(customers, customer => lastWords(consents(customer))),
    reaches: () =>
      each(customers, customer => {
        const facts = { customer, holdings: holdings.get(customer) ?? [], consents: consents(customer), seed }
        const reaches = campaigns.flatMap(campaign => listed(reachOf(campaign, facts)))
        return customer === cast.wangLei ? reaches.map(heroReach) : reaches
      }),
  }
}

const listed = <T>(value: T | null): T[] => (value === null ? [] : [value])

function* each<From, To>(all: readonly From[], of: (one: From) => readonly To[]): Generator<To> {
  for (const one of all) yield* of(one)
}
