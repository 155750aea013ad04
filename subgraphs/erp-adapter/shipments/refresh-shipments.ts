import type { Transaction } from '#platform/database.ts'
import { grouped } from '#platform/rows.ts'
import { findCarrierEvents, saveLegs } from './leg-store.ts'
import { legsOfCar } from './legs-of-car.ts'
import { sumShipments } from './sum-shipments.ts'

const steps = new Set(['departing', 'shipping', 'transporting', 'receiving', 'retail_selling'])

/** An event as far as it decides whether it can move a car between shipments. */
interface Reported {
  readonly productionNumber: string
  readonly type: string
  readonly bizStep: string | null
}

/** Derives the shipments anew of those locked cars whose carriers reported something. */
export async function refreshShipments(tx: Transaction, reported: readonly Reported[]): Promise<void> {
  const moved = reported.filter(({ type, bizStep }) => type === 'AggregationEvent' || steps.has(bizStep ?? ''))
  if (moved.length === 0) return
  const numbers = [...new Set(moved.map(event => event.productionNumber))]
  const events = grouped(numbers, await findCarrierEvents(tx, numbers), event => event.productionNumber)
  const legs = [...events.values()].flatMap(legsOfCar)
  await sumShipments(tx, await saveLegs(tx, numbers, legs))
}
