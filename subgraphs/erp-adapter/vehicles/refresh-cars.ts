import type { Transaction } from '#platform/database.ts'
import { settleCars, type CarBefore } from './settle-cars.ts'
import { deriveVehicles } from './vehicle-history.ts'

/** Derives locked cars anew from their logs, writes them back and, unless silent, tells what changed. */
export async function refreshCars(
  tx: Transaction,
  cars: readonly CarBefore[],
  { silent = false }: { readonly silent?: boolean } = {},
): Promise<void> {
  const derived = await deriveVehicles(
    tx,
    cars.map(car => car.productionNumber),
  )
  const changes = cars.flatMap(car => {
    const state = derived.get(car.productionNumber)
    return state === undefined ? [] : [{ ...car, state, shown: null }]
  })
  await settleCars(tx, changes, { silent })
}
