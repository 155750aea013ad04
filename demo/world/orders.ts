import { day, hour, type Moment } from './calendar.ts'
import { happened, isSold, type Car } from './car.ts'
import { randomFrom } from './random.ts'

export type OrderStatus =
  | 'PLACED'
  | 'ACCEPTED'
  | 'SCHEDULED'
  | 'IN_PRODUCTION'
  | 'BUILT'
  | 'IN_TRANSIT'
  | 'AT_DEALER'
  | 'RESERVED'
  | 'DELIVERED'

/** A customer's order of a car: to be built for him, or one of the dealer's stock held for him. */
export interface SalesOrder {
  readonly id: string
  readonly car: Car
  readonly placedAt: Moment
  readonly promisedAt: Moment
  /** When the configuration was frozen; null before. */
  readonly frozenAt: Moment | null
  readonly steps: readonly OrderStep[]
  readonly status: OrderStatus
  /** Until when a stock car is held; null of others. */
  readonly reservedUntil: Moment | null
}

export interface OrderStep {
  readonly status: OrderStatus
  readonly at: Moment
}

/** For how long dealers hold a stock car. */
export const holdHours = 336

/** The order by which a car found its buyer, as it stands today; null when nobody has ordered it yet. */
export function orderOf(car: Car, seed: number): SalesOrder | null {
  const placedAt = car.kind === 'BUILD' ? car.orderedAt : reservedAt(car, seed)
  if (!happened(placedAt)) return null
  const planned = car.kind === 'BUILD' ? buildSteps(car) : stockSteps(car, placedAt)
  const steps = planned.filter(step => happened(step.at))
  const frozenAt = scheduledAt(car)
  return {
    id: car.orderId,
    car,
    placedAt,
    promisedAt: car.kind === 'BUILD' ? car.arrivedAt + 5 * day : car.soldAt,
    frozenAt: car.kind === 'BUILD' && happened(frozenAt) ? frozenAt : null,
    steps,
    status: steps.at(-1)?.status ?? 'PLACED',
    reservedUntil: car.kind === 'BUILD' || isSold(car) ? null : placedAt + holdHours * hour,
  }
}

/** When the plant schedules a car, after which its configuration stays as it is. */
export const scheduledAt = ({ startedAt }: Car): Moment => startedAt - 6 * day

export const acceptedAt = (car: Car): Moment => Math.min(car.orderedAt + day, scheduledAt(car) - day)

/** A stock car is held for its buyer some days before he takes it. */
function reservedAt(car: Car, seed: number): Moment {
  const random = randomFrom(seed, 'reserved', car.place)
  return Math.max(car.arrivedAt + hour, car.soldAt - random.int(1, 6) * day)
}

const buildSteps = (car: Car): OrderStep[] => [
  { status: 'PLACED', at: car.orderedAt },
  { status: 'ACCEPTED', at: acceptedAt(car) },
  { status: 'SCHEDULED', at: scheduledAt(car) },
  { status: 'IN_PRODUCTION', at: car.startedAt },
  { status: 'BUILT', at: car.builtAt },
  { status: 'IN_TRANSIT', at: car.shippedAt },
  { status: 'AT_DEALER', at: car.arrivedAt },
  { status: 'DELIVERED', at: car.soldAt },
]

const stockSteps = (car: Car, placedAt: Moment): OrderStep[] => [
  { status: 'RESERVED', at: placedAt },
  { status: 'DELIVERED', at: car.soldAt },
]
