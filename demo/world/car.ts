import type { Customer } from './customers.ts'
import type { Dealer } from './dealers.ts'
import { day, today, type Moment } from './calendar.ts'
import type { VehicleModel } from './models.ts'
import { reworkTime } from './way.ts'

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

/** The body shop's part of the time on the line. */
const bodyShare = 0.2548

/** The planned way of a car from the wish to its owners; what lies after `today` has not happened. */
export interface Car {
  /** Its place among all cars: seeds what is drawn for it. */
  readonly place: number
  readonly productionNumber: string
  /** Planned; what is known today tells `vinNow`. */
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
  /** The measure that failed, after which the car was repaired before it was built. */
  readonly failedMeasure: string | null
  readonly byRail: boolean
  readonly saleId: string
  readonly buyer: Customer
  readonly soldAt: Moment
  /** Whole CNY. */
  readonly price: number
  readonly plate: string
  readonly satisfaction: number | null
  readonly resale: Resale | null
  /** Its whole way is kept though it is old, since its story is told. */
  readonly storied: boolean
  /** Kilometres in a year. */
  readonly kmPerYear: number
}

export const happened = (moment: Moment): boolean => moment <= today

export const isOrdered = (car: Car): boolean => happened(car.orderedAt)

/** A car as the plant and the carriers see it. */
export type CarOnItsWay = Pick<
  Car,
  | 'productionNumber'
  | 'vin'
  | 'model'
  | 'dealer'
  | 'startedAt'
  | 'builtAt'
  | 'releasedAt'
  | 'shippedAt'
  | 'arrivedAt'
  | 'failedMeasure'
  | 'byRail'
>

/** When the VIN is stamped into the body, at the last station of the body shop; before, the car has none. */
export function vinBoundAt({ startedAt, builtAt, failedMeasure }: CarOnItsWay): Moment {
  const onTheLine = builtAt - startedAt - (failedMeasure === null ? 0 : reworkTime)
  return startedAt + onTheLine * bodyShare
}

/** The VIN as it is known today. */
export const vinNow = (car: Car): string | null => (happened(vinBoundAt(car)) ? car.vin : null)
export const isSold = (car: Car): boolean => happened(car.soldAt)

/** Whether its whole way through the plant is kept, or a few events of it. */
export const isRecent = (car: Car): boolean => car.startedAt > today - 365 * day

/** Who owns it at a moment; null before its first sale. */
export function ownerAt(car: Car, moment: Moment): Customer | null {
  if (moment < car.soldAt) return null
  return car.resale !== null && moment >= car.resale.soldAt ? car.resale.buyer : car.buyer
}

/** Where the owner of that moment bought it. */
export const sellerAt = (car: Car, moment: Moment): Dealer =>
  car.resale !== null && moment >= car.resale.soldAt ? car.resale.dealer : car.dealer
