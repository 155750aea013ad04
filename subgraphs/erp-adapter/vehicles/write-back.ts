import sql, { type Sql } from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import { productionStateOf } from '../production/erp-statuses.ts'
import { availabilityOf } from './availability.ts'
import type { CarState } from './car-state.ts'

export interface Derivation {
  readonly productionNumber: string
  readonly orderId: string | null
  readonly state: CarState
}

/** Writes what many cars were derived to, in one statement; a car that is as before stays untouched. */
export async function writeBack(db: Queries, derivations: readonly Derivation[]): Promise<void> {
  if (derivations.length === 0) return
  // By the numbers alone the rows are found through their key, however large the planner believes the table to be.
  const numbers = derivations.map(({ productionNumber }) => productionNumber)
  await db.rows(sql`
    update vehicle set
      vin = car.vin, engine_number = car."engineNumber", body_tag = car."bodyTag", tag_bound_at = car."tagBoundAt",
      status = car.status, status_since = coalesce(car."statusSince", status_since), erp_statuses = car."erpStatuses",
      production_state = car."productionState", started_at = car."startedAt", built_at = car."builtAt",
      whereabouts = car.whereabouts, place_id = car."placeId",
      whereabouts_since = coalesce(car."whereaboutsSince", whereabouts_since), availability = car.availability,
      blocked_by = car."blockedBy"
    from ${derived(derivations)}
    where production_number = car."productionNumber" and production_number = any(${numbers})
      and (vehicle.vin, engine_number, body_tag, tag_bound_at, vehicle.status, status_since, erp_statuses, started_at,
        built_at, vehicle.whereabouts, place_id, whereabouts_since, vehicle.availability, blocked_by)
      is distinct from (car.vin, car."engineNumber", car."bodyTag", car."tagBoundAt", car.status,
        coalesce(car."statusSince", status_since), car."erpStatuses", car."startedAt", car."builtAt", car.whereabouts,
        car."placeId", coalesce(car."whereaboutsSince", whereabouts_since), car.availability, car."blockedBy")`)
}

/** Derivations as a table `car`. */
export function derived(derivations: readonly Derivation[]): Sql {
  const rows = derivations.map(({ productionNumber, orderId, state }) => ({
    productionNumber,
    vin: state.vin,
    engineNumber: state.engineNumber,
    bodyTag: state.bodyTag,
    tagBoundAt: state.tagBoundAt,
    status: state.status,
    statusSince: state.statusSince,
    erpStatuses: state.erpStatuses,
    productionState: productionStateOf(state.erpStatuses),
    startedAt: state.startedAt,
    builtAt: state.builtAt,
    whereabouts: state.whereabouts.kind,
    placeId: state.whereabouts.placeId,
    whereaboutsSince: state.whereabouts.since,
    availability: availabilityOf({ ...state, orderId }),
    blockedBy: state.blockedBy,
  }))
  return sql`json_to_recordset(${JSON.stringify(rows)}::json) as car (
    "productionNumber" text, vin text, "engineNumber" text, "bodyTag" text, "tagBoundAt" timestamptz, status text,
    "statusSince" timestamptz, "erpStatuses" text[], "productionState" text, "startedAt" timestamptz,
    "builtAt" timestamptz, whereabouts text, "placeId" text, "whereaboutsSince" timestamptz, availability text,
    "blockedBy" text[])`
}
