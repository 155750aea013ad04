import sql, { type Sql } from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import type { CarPlan } from '../vehicles/car-state.ts'
import type { NewOrder } from '../vehicles/insert-cars.ts'
import { heldVersion, versionAt } from './version-store.ts'

interface PlanRow extends CarPlan {
  readonly cars: readonly string[]
}

/** Plant, route and limits of many cars, by the versions that hold for each; cars with the same ones share them. */
export const findCarPlans = (
  db: Queries,
  productionNumbers: readonly string[],
): Promise<ReadonlyMap<string, CarPlan>> =>
  findPlans(
    db,
    sql`
      select *, ${heldVersion('ROUTE')} as route, ${heldVersion('QUALITY_PLAN')} as quality
      from production_order where production_number = any(${productionNumbers})`,
  )

/** The same of cars whose orders are not written yet. */
export function findPlansOfNew(db: Queries, orders: readonly NewOrder[]): Promise<ReadonlyMap<string, CarPlan>> {
  const moment = { model: sql`code`, at: sql`now()` }
  return findPlans(
    db,
    sql`
      select "productionNumber" as production_number, code as model_code, coalesce("plantId", plant_id) as plant_id,
        ${versionAt('ROUTE', moment)} as route, ${versionAt('QUALITY_PLAN', moment)} as quality
      from json_to_recordset(${JSON.stringify(orders)}::json)
        as given ("productionNumber" text, "modelCode" text, "plantId" text)
      join vehicle_model on code = "modelCode"`,
  )
}

async function findPlans(db: Queries, orders: Sql): Promise<ReadonlyMap<string, CarPlan>> {
  const rows = await db.rows<PlanRow>(sql`
    select cars, plant_id as "plantId",
      coalesce((
        select jsonb_agg(jsonb_build_object('stationId', station_id, 'position', position, 'required', required) order by position)
        from route_step where model_code = ordered.model_code and version = ordered.route), '[]') as route,
      coalesce((
        select jsonb_agg(jsonb_build_object('measure', measure, 'unit', unit, 'minimum', minimum, 'maximum', maximum))
        from quality_limit where model_code = ordered.model_code and version = ordered.quality), '[]') as limits
    from (
      select model_code, plant_id, route, quality, array_agg(production_number) as cars
      from (${orders}) as each
      group by model_code, plant_id, route, quality) as ordered`)
  return new Map(rows.flatMap(({ cars, ...plan }) => cars.map(car => [car, plan] as const)))
}
