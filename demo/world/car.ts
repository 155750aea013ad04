import type { Customer } from './customers.ts'
import type { Dealer } from './dealers.ts'
import { today, type Moment } from './calendar.ts'
import type { VehicleModel } from './models.ts'

/** A change of hands of a car that had been sold before. */
export interface Resale {
  readonly id: string
  readonly dealer: Dealer
  readonly buyer: Customer
  readonly soldAt: Moment
  /** Whole CNY. */
  readonly price: number
  readonly plate: string
  /** From 1 to 5; null when nobody asked. */
  readonly satisfaction: number | null
}

/** The planned way of a car from the wish to its owners; what lies after `today` has not happened. */
export interface Car {
  /** Its place among all cars: seeds what is drawn for it. */
  readonly place: number
  readonly productionNumber: string
  /** Bound in the body shop; read it through `vinNow`. */
  readonly vin: string
  readonly model: VehicleModel
  readonly options: readonly string[]
  readonly dealer: Dealer
  /** BUILD when a customer ordered it, STOCK when the dealer did. */
  readonly kind: 'BUILD' | 'STOCK'
  readonly orderId: string
  readonly orderedAt: Moment
  readonly startedAt: Moment
  readonly builtAt: Moment
  readonly releasedAt: Moment
  readonly shippedAt: Moment
  readonly arrivedAt: Moment
  /** A check failed and the car was repaired before it was built. */
  readonly rework: boolean
  readonly byRail: boolean
  readonly saleId: string
  readonly buyer: Customer
  readonly soldAt: Moment
  /** Whole CNY. */
  readonly price: number
  readonly plate: string
  readonly satisfaction: number | null
  readonly resale: Resale | null
  /** Kilometres in a year. */
  readonly kmPerYear: number
}

export const happened = (moment: Moment): boolean => moment <= today

/** A car has its VIN from the first station on. */
export const isBodied = (car: Car): boolean => happened(car.startedAt)
export const isSold = (car: Car): boolean => happened(car.soldAt)

/** Whether its whole way through the plant is kept, or a few events of it. */
export const isRecent = (car: Car): boolean => car.startedAt > today - 365 * 86_400_000

/** Who owns it at a moment; null before its first sale. */
export function ownerAt(car: Car, moment: Moment): Customer | null {
  if (moment < car.soldAt) return null
  return car.resale !== null && moment >= car.resale.soldAt ? car.resale.buyer : car.buyer
}

/** Where the owner of that moment bought it. */
export const sellerAt = (car: Car, moment: Moment): Dealer =>
  car.resale !== null && moment >= car.resale.soldAt ? car.resale.dealer : car.dealer
