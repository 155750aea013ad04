import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import { CarsMoved } from '../ingest/append-events.ts'
import { versionAt } from '../models/version-store.ts'
import { colourOf } from '../production/colour-of.ts'
import type { CarState } from './car-state.ts'
import { derived } from './write-back.ts'

/** A car that has no row yet: what it is ordered as. */
export interface NewOrder {
  readonly productionNumber: string
  readonly modelCode: string
  /** Null builds it where the model is built. */
  readonly plantId: string | null
  readonly optionCodes: readonly string[]
}

/** A car with its order, of which nothing is written yet; no sales order has it. */
export interface NewCar extends NewOrder {
  readonly state: CarState
  /** Whether its building has begun: it keeps the route and the limits that hold now. */
  readonly isBegun: boolean
}

/** Writes cars with their orders as their events leave them; fails with `CarsMoved` when one is there already. */
export async function insertCars(db: Queries, cars: readonly NewCar[]): Promise<void> {
  if (cars.length === 0) return
  const orders = cars.map(({ productionNumber, modelCode, plantId, optionCodes, isBegun }) => ({
    productionNumber,
    modelCode,
    plantId,
    optionCodes,
    isBegun,
  }))
  const now = { model: sql`code`, at: sql`now()` }
  const written = await db.rows(sql`
    with ordered as (
      insert into production_order (production_number, model_code, plant_id, option_codes, route_version, quality_version)
      select "productionNumber", code, coalesce("plantId", plant_id), "optionCodes",
        case when "isBegun" then ${versionAt('ROUTE', now)} end,
        case when "isBegun" then ${versionAt('QUALITY_PLAN', now)} end
      from json_to_recordset(${JSON.stringify(orders)}::json) as given (
        "productionNumber" text, "modelCode" text, "plantId" text, "optionCodes" text[], "isBegun" boolean)
      join vehicle_model on code = "modelCode"
      order by "productionNumber"
      on conflict do nothing
      returning production_number, model_code, option_codes
    )
    insert into vehicle (production_number, model_code, colour, vin, engine_number, body_tag, tag_bound_at, status,
      status_since, erp_statuses, production_state, started_at, built_at, whereabouts, place_id, whereabouts_since,
      availability, blocked_by)
    select production_number, model_code, ${colourOf(sql`ordered`)}, vin, "engineNumber", "bodyTag", "tagBoundAt",
      status, coalesce("statusSince", now()), "erpStatuses", "productionState", "startedAt", "builtAt", whereabouts,
      "placeId", coalesce("whereaboutsSince", now()), availability, "blockedBy"
    from ordered join ${derived(cars.map(car => ({ ...car, orderId: null })))} on "productionNumber" = production_number
    returning true`)
  if (written.length < cars.length) throw new CarsMoved('a car was made known meanwhile')
}
