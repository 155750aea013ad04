import { planPurchases } from './buyers.ts'
import { atHour, day, dayOf, today, yearOf, type Moment } from './calendar.ts'
import type { Car } from './car.ts'
import type { Customer } from './customers.ts'
import type { Dealer } from './dealers.ts'
import { modelLines, modelOf, type ModelLine, type VehicleModel } from './models.ts'
import { chooseOptions, configuredPrice } from './options.ts'
import { plateNumber } from './plates.ts'
import type { Profile } from './profile.ts'
import { randomFrom, type Random } from './random.ts'
import { makeResales } from './resales.ts'
import { planWay } from './way.ts'
import { vinOf } from './vins.ts'

/** Days after today for which the plant has cars planned. */
const planned = 10

/** The cars of ten years, the oldest first. */
export function makeCars(
  profile: Profile,
  customers: readonly Customer[],
  dealers: readonly Dealer[],
  seed: number,
): Car[] {
  const random = randomFrom(seed, 'purchases')
  const startOf = (place: number): Moment =>
    today + planned * day - ((profile.vehicles - place) / profile.builtPerYear) * 365 * day
  const numbers = numbering()
  const plates = numbering()
  const cars: Car[] = []
  for (const { buyer, cars: count } of planPurchases(customers, profile.vehicles, random)) {
    const line = chooseLine(random, buyer, yearOf(startOf(cars.length)))
    const built = random.chance(count > 1 ? 0.8 : 0.3)
    for (let nth = 0; nth < count; nth += 1) {
      const place = cars.length
      const draw = randomFrom(seed, 'car', place)
      const startedAt = atHour(startOf(place), draw.int(6, 20) + draw.next())
      const model = modelIn(line, startedAt)
      const month = dayOf(startedAt).slice(2, 7).replace('-', '')
      cars.push({
        place,
        productionNumber: `SGM${month}${String(100 + numbers(month)).padStart(4, '0')}`,
        vin: vinOf(model, 100_000 + place),
        ...planCar(draw, { buyer, model, startedAt, place, kind: built ? 'BUILD' : 'STOCK', dealers }),
        plate: plateNumber(buyer.city.plate, plates(buyer.city.plate), line.powertrain === 'ELECTRIC'),
      })
    }
  }
  return makeResales(cars, customers, { seed, plateAt: plates })
}

/** Counts from 1 for each name. */
function numbering(): (name: string) => number {
  const last = new Map<string, number>()
  return name => {
    const next = (last.get(name) ?? 0) + 1
    last.set(name, next)
    return next
  }
}

/** Model years begin in July. */
const modelYear = (startedAt: Moment): number => yearOf(startedAt + 184 * day)

function modelIn(line: ModelLine, startedAt: Moment): VehicleModel {
  const [first, last] = line.years
  return modelOf(`${line.code}-${Math.min(Math.max(modelYear(startedAt), first), last)}`)
}

/** Companies buy few lines, the loyal the dear ones. */
function chooseLine(random: Random, buyer: Customer, year: number): ModelLine {
  const onSale = modelLines.filter(({ years: [first, last] }) => first <= year && year < last)
  const weight = (line: ModelLine): number => {
    if (buyer.buyer === 'FLEET') return line.fleet ? line.weight : 0
    return buyer.buyer === 'LOYAL' && line.price > 280_000 ? line.weight * 3 : line.weight
  }
  return random.weighted(onSale.map(line => [line, weight(line)] as const))
}

interface CarDraft {
  readonly buyer: Customer
  readonly model: VehicleModel
  readonly startedAt: Moment
  readonly place: number
  readonly kind: Car['kind']
  readonly dealers: readonly Dealer[]
}

function planCar(
  random: Random,
  { buyer, model, startedAt, place, kind, dealers }: CarDraft,
): Omit<Car, 'place' | 'productionNumber' | 'vin' | 'plate'> {
  const options = chooseOptions(random)
  const dealer = random.chance(0.92) ? buyer.dealer : random.pick(dealers)
  const way = planWay(random, { startedAt, kind, toRegion: dealer.city.region, plant: model.line.plant })
  const discount = random.next() * (buyer.buyer === 'FLEET' ? 0.14 : 0.09)
  return {
    ...way,
    model,
    options,
    dealer,
    kind,
    orderId: `SO${String(place + 101).padStart(7, '0')}`,
    saleId: `RS${String(place + 101).padStart(7, '0')}`,
    buyer,
    price: Math.round((configuredPrice(model, options) * (1 - discount)) / 100) * 100,
    satisfaction: random.chance(0.6)
      ? random.weighted([
          [5, 60],
          [4, 26],
          [3, 9],
          [2, 3],
          [1, 2],
        ] as const)
      : null,
    resale: null,
    storied: false,
    kmPerYear: buyer.buyer === 'FLEET' ? random.int(22_000, 55_000) : random.int(6_000, 24_000),
  }
}
