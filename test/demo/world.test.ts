import { createHash } from 'node:crypto'
import { parsePhoneNumberWithError } from 'libphonenumber-js'
import { describe, expect, test } from 'vitest'
import { day, today, type Moment } from '../../demo/world/calendar.ts'
import { isRecent, type Car } from '../../demo/world/car.ts'
import { profiles } from '../../demo/world/profile.ts'
import { heroOwnerPhone, heroPlate, heroProductionNumber, heroVin } from '../../demo/world/story/hero.ts'
import { makeWorld, type World } from '../../demo/world/world.ts'
import { vinFlaw } from '#platform/vin.ts'

const world = makeWorld(profiles.demo, 1)
const lastYear = today - 365 * day

const byName = (field: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && field !== '' && 'id' in value ? value.id : value

/** Everything that the world tells, as one number. */
function fingerprint(told: World): string {
  const hash = createHash('sha256')
  const lists = [
    told.dealers,
    told.customers,
    told.cars,
    told.orders(),
    told.leads(),
    told.factoryEvents(),
    told.services(),
    told.appointments(),
    told.cases(),
    told.touchpoints(),
    told.consents(),
    told.reaches(),
  ]
  for (const list of lists) for (const one of list) hash.update(JSON.stringify(one, byName))
  return hash.digest('hex')
}

const total = (of: readonly number[]): number => of.reduce((sum, value) => sum + value, 0)
const ofAll = (part: readonly unknown[], all: readonly unknown[]): number => part.length / all.length
const ageOf = (car: Car, at: Moment): number => (at - car.soldAt) / day / 365
const heroOf = ({ cars }: World): Car | undefined => cars.find(car => car.vin === heroVin)

describe('the world of the demo', () => {
  test('the same seed makes the same world, byte for byte, another seed another one', () => {
    const first = fingerprint(world)
    expect(fingerprint(makeWorld(profiles.demo, 1))).toBe(first)
    expect(fingerprint(makeWorld(profiles.demo, 2))).not.toBe(first)
  })

  test('it is as large as the profile says', () => {
    const built = world.cars.filter(car => car.builtAt > lastYear && car.builtAt <= today)
    const services = [...world.services()].filter(order => order.inAt > lastYear)
    const events = [...world.factoryEvents()].filter(event => event.at > lastYear)
    expect(world.cars.length).toBeGreaterThan(2_990)
    expect(world.dealers).toHaveLength(12)
    expect(world.customers).toHaveLength(2_603)
    expect(built.length / 300).toBeCloseTo(1, 1)
    expect(services.length / 5_000).toBeCloseTo(1, 1)
    expect(events.length / 22_000).toBeCloseTo(1, 0)
  })

  test('every VIN has its check digit, and no VIN, production number, plate or phone is used twice', () => {
    const cars = world.cars.filter(car => car.vin !== '')
    expect(cars.filter(car => vinFlaw(car.vin) !== null)).toEqual([])
    expect(new Set(cars.map(car => car.vin)).size).toBe(cars.length)
    expect(new Set(world.cars.map(car => car.productionNumber)).size).toBe(world.cars.length)
    const plates = cars.flatMap(car => [car.plate, ...(car.resale === null ? [] : [car.resale.plate])])
    expect(new Set(plates).size).toBe(plates.length)
    const originals = world.customers.filter(customer => customer.duplicateOf === null)
    expect(new Set(originals.map(customer => customer.phone)).size).toBe(originals.length)
  })

  test('every phone can be dialled in China', () => {
    const phones = [...world.customers.map(customer => customer.phone), ...[...world.leads()].map(lead => lead.phone)]
    expect(phones.filter(phone => !parsePhoneNumberWithError(phone).isValid())).toEqual([])
  })

  test('a fifth of the customers makes four fifths of the value', () => {
    const spent = new Map(world.customers.map(customer => [customer.id, 0]))
    const spend = (id: string, amount: number): unknown => spent.set(id, (spent.get(id) ?? 0) + amount)
    for (const car of world.cars) {
      if (car.soldAt <= today) spend(car.buyer.id, car.price)
      if (car.resale !== null) spend(car.resale.buyer.id, car.resale.price)
    }
    const values = [...spent.values()].toSorted((a, b) => b - a)
    const share = total(values.slice(0, values.length / 5)) / total(values)
    expect(share).toBeGreaterThan(0.74)
    expect(share).toBeLessThan(0.86)
  })

  test('duplicates, rework, misread tags and late events come as often as in life', () => {
    const recent = world.cars.filter(isRecent)
    const events = [...world.factoryEvents()]
    expect(
      ofAll(
        world.customers.filter(each => each.duplicateOf !== null),
        world.customers,
      ),
    ).toBeCloseTo(0.08, 2)
    expect(
      ofAll(
        world.cars.filter(car => car.failedMeasure !== null),
        world.cars,
      ),
    ).toBeCloseTo(0.03, 1)
    expect(
      ofAll(
        events.filter(event => event.arrivedAt - event.at > 20 * 60_000),
        events,
      ),
    ).toBeCloseTo(0.05, 1)
    const misread = events.filter(event => event.declaresError).length / recent.length / 60
    expect(misread).toBeGreaterThan(0.004)
    expect(misread).toBeLessThan(0.02)
  })

  test('cars come to the workshop less often as they age, with an odometer that never runs backwards', () => {
    const services = [...world.services()]
    const perCar = (from: number, to: number): number => {
      const cars = new Set(world.cars.filter(car => ageOf(car, today) > to))
      const visits = services.map(({ car, inAt }) => (cars.has(car) ? ageOf(car, inAt) : -1))
      return visits.filter(age => age >= from && age < to).length / cars.size
    }
    expect(perCar(0, 2)).toBeGreaterThan(perCar(6, 8))
    const last = new Map<string, number>()
    for (const { car, odometerKm } of services) {
      expect(odometerKm).toBeGreaterThanOrEqual(last.get(car.vin) ?? 0)
      last.set(car.vin, odometerKm)
    }
  })

  test('the hero is the same car in every world', () => {
    expect(heroOf(world)).toMatchObject({
      productionNumber: heroProductionNumber,
      failedMeasure: 'waterIngress',
      resale: { plate: heroPlate, buyer: { phone: heroOwnerPhone } },
    })
    expect(heroOf(makeWorld(profiles.demo, 99))).toMatchObject({ vin: heroVin, plate: '川A·6Q519' })
  })
})
