import { minute } from '../demo/world/calendar.ts'
import { carEvents, type PlantEvent } from './car-events.ts'
import { planCar } from './plan-car.ts'

export interface TrafficOptions {
  /** The same seed gives the same events, byte for byte; from 0 to 899. */
  readonly seed: number
  /** Which of the demo's plants it is, such as `PLANT-JINQIAO`. */
  readonly plant: string
  /** When the first car is begun, in milliseconds since 1970. */
  readonly from: number
  /** Cars that are begun in a minute of the plant's clock. */
  readonly carsPerMinute: number
}

/** The events of a plant without end, in the order in which they leave it. */
export function* traffic(options: TrafficOptions): Generator<PlantEvent, never> {
  let waiting: PlantEvent[] = []
  for (let nth = 0; ; nth += 1) {
    const startedAt = options.from + (nth * minute) / options.carsPerMinute
    // No event of this car or a later one leaves before the car is begun.
    const leaving = waiting.filter(({ due }) => due < startedAt).toSorted((a, b) => a.due - b.due)
    waiting = waiting.filter(({ due }) => due >= startedAt)
    waiting.push(...carEvents(planCar(options, nth, startedAt), options.seed))
    yield* leaving
  }
}
