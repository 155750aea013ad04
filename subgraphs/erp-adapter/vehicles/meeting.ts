import sql, { join, type Sql } from 'sql-template-tag'
import type { Availability } from './availability.ts'
import { builtMoment } from './built-moment.ts'
import { boundFor, inScope } from './in-scope.ts'
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
  /** Is on a shipment to a place of one of these dealers. */
  readonly onTheWayToDealerId?: readonly string[] | null
  /** Has all of these options. */
  readonly optionCodes?: readonly string[] | null
  /** Built then or later. */
  readonly builtFrom?: Date | null
  /** Built before then. */
  readonly builtUntil?: Date | null
  /** Built before this moment and not sold. */
  readonly unsoldSince?: Date | null
  /** The dealer whose people ask, who find what is his and what nobody has. */
  readonly scope?: string | null
}

/** What `meeting` is a condition on: the cars and, when something of them is asked, their orders. */
export const askedOf = ({ plantId, optionCodes }: VehicleCriteria): Sql =>
  plantId == null && optionCodes == null ? sql`vehicle` : sql`vehicle join production_order using (production_number)`

/**
 * The condition on `vehicle` joined with `production_order` that a car meets all criteria given.
 * Those that were not given are not in the statement, so that an index serves the ones that are.
 */
export function meeting(criteria: VehicleCriteria): Sql {
  const { modelCode, colour, status, availability, whereabouts, place, plantId } = criteria
  const { dealerId, optionCodes, builtFrom, builtUntil, unsoldSince, onTheWayToDealerId, scope } = criteria
  const conditions = [
    unsold(criteria) && sql`availability <> 'SOLD'`,
    modelCode && sql`vehicle.model_code = any(${modelCode})`,
    colour && sql`colour = any(${colour})`,
    status && sql`status = any(${status})`,
    availability && sql`availability = any(${availability})`,
    whereabouts && sql`whereabouts = any(${whereabouts})`,
    place && sql`place_id = any(${place})`,
    plantId && sql`plant_id = any(${plantId})`,
    dealerId && sql`place_id in (select place.id from place where place.dealer_id = any(${dealerId}))`,
    onTheWayToDealerId && boundFor(onTheWayToDealerId),
    scope == null ? null : inScope(scope),
    optionCodes && sql`option_codes @> ${optionCodes}::text[]`,
    builtFrom && sql`${builtMoment} >= ${builtFrom} and built_at is not null`,
    builtUntil && sql`${builtMoment} < ${builtUntil}`,
    unsoldSince && sql`${builtMoment} < ${unsoldSince}`,
  ].filter(condition => condition != null && condition !== false)
  return conditions.length === 0 ? sql`true` : join(conditions, ' and ')
}

/**
 * Whether no sold car can meet the criteria, though no availability says so: said in the statement, it keeps the many
 * sold ones out of the search. Said twice, it would let the planner expect too few.
 */
const unsold = ({ status, availability, whereabouts, unsoldSince }: VehicleCriteria): boolean =>
  (availability == null || availability.includes('SOLD')) &&
  (unsoldSince != null ||
    (status != null && !status.includes('DELIVERED')) ||
    (whereabouts != null && !whereabouts.includes('SOLD')))
