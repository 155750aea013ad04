import { atHour, day, today } from './calendar.ts'
import type { Car } from './car.ts'
import type { Customer } from './customers.ts'
import { plateNumber } from './plates.ts'
import { randomFrom } from './random.ts'

/** Of the cars older than two years, those that changed hands. */
const share = 0.25

/** Gives the buyers of used cars one each, from two years after its first sale on. */
export function makeResales(
  cars: readonly Car[],
  customers: readonly Customer[],
  { seed, plateAt }: { readonly seed: number; readonly plateAt: (city: string) => number },
): Car[] {
  const waiting = customers.filter(({ buyer, duplicateOf }) => buyer === 'USED' && duplicateOf === null).values()
  return cars.map(car => {
    const random = randomFrom(seed, 'resale', car.place)
    const soldAt = atHour(car.soldAt + random.int(700, 2600) * day, random.int(10, 17))
    if (!random.chance(share * 1.6) || soldAt > today) return car
    const buyer = waiting.next().value
    if (buyer === undefined) return car
    const age = (soldAt - car.soldAt) / day / 365
    const resale = {
      id: car.saleId.replace('RS', 'RU'),
      dealer: buyer.dealer,
      buyer,
      soldAt,
      price: Math.round((car.price * 0.82 ** age) / 100) * 100,
      plate: plateNumber(buyer.city.plate, plateAt(buyer.city.plate), car.model.line.powertrain === 'ELECTRIC'),
      satisfaction: random.chance(0.4) ? random.int(3, 5) : null,
    }
    return { ...car, resale }
  })
}
