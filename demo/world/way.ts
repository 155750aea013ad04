import { atHour, day, hour, type Moment } from './calendar.ts'
import type { Car } from './car.ts'
import type { RegionCode } from './places.ts'
import { checks } from './quality-plan.ts'
import type { Random } from './random.ts'

type Way = Pick<
  Car,
  | 'orderedAt'
  | 'startedAt'
  | 'builtAt'
  | 'releasedAt'
  | 'shippedAt'
  | 'arrivedAt'
  | 'soldAt'
  | 'failedMeasure'
  | 'byRail'
>

const regionOfPlant: Readonly<Record<string, RegionCode>> = {
  'PLANT-JINQIAO': 'EAST',
  'PLANT-CADILLAC': 'EAST',
  'PLANT-YANTAI': 'EAST',
  'PLANT-WUHAN': 'CENTRAL',
}

/** From the failed check to the end of its repair. */
export const reworkTime = 7 * hour

/** The days of a car from the order over the plant, the yard and the rails to the hands of its buyer. */
export function planWay(
  random: Random,
  { startedAt, kind, toRegion, plant }: { startedAt: Moment; kind: Car['kind']; toRegion: RegionCode; plant: string },
): Way {
  const failedMeasure = random.chance(0.03) ? random.pick(checks).measure : null
  const byRail = regionOfPlant[plant] !== toRegion
  const after = (from: Moment, least: number, most: number): Moment =>
    from + (least + random.next() * (most - least)) * day
  const builtAt = after(startedAt, 2.6, 3.4) + (failedMeasure === null ? 0 : reworkTime)
  const releasedAt = after(builtAt, 0.4, 1.2)
  const shippedAt = after(releasedAt, 0.4, 1.6)
  const arrivedAt = byRail ? after(shippedAt, 3.5, 6.5) : after(shippedAt, 1, 2)
  const waits = kind === 'BUILD' ? [1, 6] : random.chance(0.06) ? [90, 230] : [8, 110]
  return {
    orderedAt: atHour(kind === 'BUILD' ? after(startedAt, -40, -12) : after(startedAt, -30, -8), random.int(9, 18)),
    startedAt,
    builtAt,
    releasedAt,
    shippedAt,
    arrivedAt,
    soldAt: Math.max(arrivedAt + 2 * hour, atHour(after(arrivedAt, waits[0] ?? 1, waits[1] ?? 6), random.int(10, 17))),
    failedMeasure,
    byRail,
  }
}
