import type { BuyerKind, Customer } from './customers.ts'
import type { Random } from './random.ts'

/** Cars that one customer buys at once. */
export interface Purchase {
  readonly buyer: Customer
  readonly cars: number
}

/** Of all new cars, what the companies and the loyal buy; the rest goes to those who buy once. */
const fleetShare = 0.48
const loyalShare = 0.35

/** Who buys the new cars of ten years, in the order of buying; together exactly as many as there are cars. */
export function planPurchases(customers: readonly Customer[], cars: number, random: Random): Purchase[] {
  const of = (kind: BuyerKind): Customer[] => customers.filter(each => each.buyer === kind && each.duplicateOf === null)
  const fleet = fleetPurchases(of('FLEET'), Math.round(cars * fleetShare), random)
  const loyal = spread(of('LOYAL'), Math.round(cars * loyalShare)).map(buyer => ({ buyer, cars: 1 }))
  const single = spread(of('SINGLE'), cars - total(fleet) - loyal.length).map(buyer => ({ buyer, cars: 1 }))
  return random.shuffled([...fleet, ...loyal, ...single])
}

const total = (purchases: readonly Purchase[]): number => purchases.reduce((sum, { cars }) => sum + cars, 0)

/** Each buyer in turn until there are so many. */
const spread = (buyers: readonly Customer[], count: number): Customer[] =>
  Array.from({ length: count }, (_, place) => buyers[place % buyers.length]).filter(buyer => buyer !== undefined)

/** Few companies are large: the nth buys as many as its place in the row allows, a dozen at a time. */
function fleetPurchases(fleets: readonly Customer[], count: number, random: Random): Purchase[] {
  const weights = fleets.map((buyer, place) => [buyer, 1 / (place + 3) ** 0.7] as const)
  const purchases: Purchase[] = []
  let rest = count
  while (rest > 0) {
    const cars = Math.min(rest, random.int(1, 12))
    purchases.push({ buyer: random.weighted(weights), cars })
    rest -= cars
  }
  return purchases
}
