import type { Database } from '#platform/database.ts'
import { lengthOf, type KnownCar } from './known-car.ts'
import { hasArrived, isPlanned } from './vehicle-status.ts'
import type { PlaceFacts } from './event-places.ts'

/** Events whose cars a process keeps in mind at the most: some 5,000 cars in a plant, and some 100 MB. */
const eventsKept = 400_000

/**
 * Cars as a process left them, so that their next event needs no history. What is kept may be outdated by another
 * process: then the log refuses the event's number, and the car is read again.
 */
export interface CarMemory {
  /** What is known of places that events name; null for one that was never described. */
  readonly places: () => Map<string, PlaceFacts | null>
  /** Gives cars away, to be kept again once their transaction is committed. */
  take(productionNumber: string): KnownCar | undefined
  keep(cars: Iterable<readonly [productionNumber: string, car: KnownCar]>, basis: number): void
  /** Forgets all that was read by another basis: places, routes and limits were changed since. */
  holdTo(basis: number): void
}

export function carMemory(limit = eventsKept): CarMemory {
  const cars = new Map<string, KnownCar>()
  let places = new Map<string, PlaceFacts | null>()
  let events = 0
  let known: number | null = null

  function take(productionNumber: string): KnownCar | undefined {
    const car = cars.get(productionNumber)
    if (car === undefined) return undefined
    cars.delete(productionNumber)
    events -= lengthOf(car)
    return car
  }

  return {
    places: () => places,
    take,
    keep(given, basis) {
      if (basis !== known) return
      for (const [productionNumber, car] of given) {
        // What a car is built by stands still once its building has begun; of one that has arrived little more is told.
        if (isPlanned(car.state.status) || hasArrived(car.state.status)) continue
        const other = take(productionNumber)
        const kept = other !== undefined && lengthOf(other) > lengthOf(car) ? other : car
        cars.set(productionNumber, kept)
        events += lengthOf(kept)
      }
      for (const eldest of cars.keys()) {
        if (events <= limit) break
        take(eldest)
      }
    },
    holdTo(basis) {
      if (basis === known) return
      known = basis
      cars.clear()
      // Not cleared: a transaction may still read by the ones before.
      places = new Map()
      events = 0
    },
  }
}

const memories = new WeakMap<Database, CarMemory>()

/** What a process keeps in mind of the cars of a database. */
export function memoryOf(db: Database): CarMemory {
  const memory = memories.get(db) ?? carMemory()
  memories.set(db, memory)
  return memory
}
