import sql, { join, type Sql } from 'sql-template-tag'
import type { Availability } from './availability.ts'
import type { VehicleStatus } from './vehicle-status.ts'
import type { WhereaboutsKind } from './whereabouts.ts'

/** What is asked of a car; a list is met by any of its values, and by none when it is empty. */
export interface VehicleCriteria {
  readonly modelCode?: readonly string[] | null
  readonly colour?: readonly string[] | null
  readonly status?: readonly VehicleStatus[] | null
  readonly availability?: readonly Availability[] | null
  readonly whereabouts?: readonly WhereaboutsKind[] | null
  readonly place?: readonly string[] | null
  readonly plantId?: readonly string[] | null
  /** Stands in a place of one of these dealers. */
  readonly dealerId?: readonly string[] | null
  /** Has all of these options. */
  readonly optionCodes?: readonly string[] | null
  /** Built then or later. */
  readonly builtFrom?: Date | null
  /** Built before then. */
  readonly builtUntil?: Date | null
  /** Built before this moment and not sold. */
  readonly unsoldSince?: Date | null
}

/**
 * The condition on `vehicle` joined with `production_order` that a car meets all criteria given.
 * Those that were not given are not in the statement, so that an index serves the ones that are.
 */
export function meeting(criteria: VehicleCriteria): Sql {
  const { modelCode, colour, status, availability, whereabouts, place, plantId } = criteria
  const { dealerId, optionCodes, builtFrom, builtUntil, unsoldSince } = criteria
  const conditions = [
    modelCode && sql`vehicle.model_code = any(${modelCode})`,
    colour && sql`colour = any(${colour})`,
    status && sql`status = any(${status})`,
    availability && sql`availability = any(${availability})`,
    whereabouts && sql`whereabouts = any(${whereabouts})`,
    place && sql`place_id = any(${place})`,
    plantId && sql`plant_id = any(${plantId})`,
    dealerId && sql`place_id in (select place.id from place where place.dealer_id = any(${dealerId}))`,
    optionCodes && sql`option_codes @> ${optionCodes}::text[]`,
    builtFrom && sql`built_at >= ${builtFrom}`,
    builtUntil && sql`built_at < ${builtUntil}`,
    unsoldSince && sql`built_at < ${unsoldSince} and availability <> 'SOLD'`,
  ].filter(condition => condition != null)
  return conditions.length === 0 ? sql`true` : join(conditions, ' and ')
}
