import { batched } from '#platform/batch.ts'
import type { Context } from '#platform/context.ts'
import type { Queries } from '#platform/database.ts'
import { grouped } from '#platform/rows.ts'
import { findCarPlans } from '../models/plan-store.ts'
import { deriveVehicle, type DerivedVehicle } from './derive-vehicle.ts'
import { findEvents } from './event-store.ts'

/** Derives many cars from the log, in two statements; a production number without an order is left out. */
export async function deriveVehicles(
  db: Queries,
  productionNumbers: readonly string[],
): Promise<ReadonlyMap<string, DerivedVehicle>> {
  const plans = await findCarPlans(db, productionNumbers)
  const events = grouped(productionNumbers, await findEvents(db, productionNumbers), event => event.productionNumber)
  return new Map(
    [...plans].map(([productionNumber, plan]) => [
      productionNumber,
      deriveVehicle(events.get(productionNumber) ?? [], plan),
    ]),
  )
}

/** A car's timeline, stations and tests, which are read from its events. */
export const vehicleHistory: (ctx: Context, productionNumber: string) => Promise<DerivedVehicle | null> = batched(
  (ctx, productionNumbers: readonly string[]) => deriveVehicles(ctx.db, productionNumbers),
)
