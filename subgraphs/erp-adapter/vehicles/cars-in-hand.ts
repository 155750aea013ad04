import type { Queries } from '#platform/database.ts'
import { grouped } from '#platform/rows.ts'
import { findCarPlans, findPlansOfNew } from '../models/plan-store.ts'
import { untold, type CarState } from './car-state.ts'
import { carMemory, type CarMemory } from './car-memory.ts'
import type { PlaceFacts } from './event-places.ts'
import { findEvents } from './event-store.ts'
import type { NewOrder } from './insert-cars.ts'
import { carOf, newCar, type KnownCar } from './known-car.ts'

/** The cars that one transaction works on, each with what is known of it; their rows are locked. */
export interface CarsInHand {
  readonly places: () => Map<string, PlaceFacts | null>
  get(productionNumber: string): KnownCar | undefined
  /** What a car's row and alarms show; null when that is not known. */
  shown(productionNumber: string): CarState | null
  /** Notes that they show this now. */
  show(productionNumber: string, state: CarState): void
  /** Takes cars in hand, from memory or else from the log, as they are read by a basis. */
  take(db: Queries, productionNumbers: readonly string[], basis: number): Promise<void>
  /** Takes cars in hand that have no event yet. */
  begin(db: Queries, orders: readonly NewOrder[]): Promise<void>
  /** Reads cars from the log, whatever is in memory. */
  readAgain(db: Queries, productionNumbers: readonly string[]): Promise<void>
  /** Gives the cars back to memory; only once the transaction is committed. */
  giveBack(): void
}

/** Takes cars out of a memory for one transaction, or out of none: then each is read from the log. */
export function carsInHand(memory: CarMemory = carMemory()): CarsInHand {
  const cars = new Map<string, KnownCar>()
  const shown = new Map<string, CarState>()
  let places = memory.places()
  let basis: number | null = null

  async function readAgain(db: Queries, productionNumbers: readonly string[]): Promise<void> {
    if (productionNumbers.length === 0) return
    const plans = await findCarPlans(db, productionNumbers)
    const logs = grouped(productionNumbers, await findEvents(db, productionNumbers), event => event.productionNumber)
    for (const [productionNumber, plan] of plans)
      cars.set(productionNumber, carOf(logs.get(productionNumber) ?? [], plan))
  }

  return {
    places: () => places,
    get: productionNumber => cars.get(productionNumber),
    shown: productionNumber => shown.get(productionNumber) ?? null,
    show: (productionNumber, state) => void shown.set(productionNumber, state),
    async take(db, productionNumbers, now) {
      memory.holdTo(now)
      basis = now
      places = memory.places()
      const unknown: string[] = []
      for (const productionNumber of productionNumbers) {
        if (cars.has(productionNumber)) continue
        const car = memory.take(productionNumber)
        if (car === undefined) unknown.push(productionNumber)
        else {
          cars.set(productionNumber, car)
          shown.set(productionNumber, car.state)
        }
      }
      await readAgain(db, unknown)
    },
    async begin(db, orders) {
      if (orders.length === 0) return
      for (const [productionNumber, plan] of await findPlansOfNew(db, orders)) {
        cars.set(productionNumber, newCar(plan))
        shown.set(productionNumber, untold)
      }
    },
    readAgain,
    giveBack() {
      if (basis !== null) memory.keep(cars, basis)
    },
  }
}
