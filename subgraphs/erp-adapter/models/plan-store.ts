import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import type { CarPlan } from '../vehicles/car-state.ts'

interface PlanRow extends CarPlan {
  readonly cars: readonly string[]
}

/** Plant, route and limits of many cars; cars of one model share them. */
export async function findCarPlans(
  db: Queries,
  productionNumbers: readonly string[],
): Promise<ReadonlyMap<string, CarPlan>> {
  const rows = await db.rows<PlanRow>(sql`
    select cars, plant_id as "plantId",
      coalesce((
        select jsonb_agg(jsonb_build_object('stationId', station_id, 'position', position, 'required', required) order by position)
        from route_step where model_code = ordered.model_code), '[]') as route,
      coalesce((
        select jsonb_agg(jsonb_build_object('measure', measure, 'unit', unit, 'minimum', minimum, 'maximum', maximum))
        from quality_limit where model_code = ordered.model_code), '[]') as limits
    from (
      select model_code, plant_id, array_agg(production_number) as cars
      from production_order where production_number = any(${productionNumbers})
      group by model_code, plant_id) as ordered`)
  return new Map(rows.flatMap(({ cars, ...plan }) => cars.map(car => [car, plan] as const)))
}
