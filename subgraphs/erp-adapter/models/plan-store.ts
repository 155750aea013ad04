import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import type { CarPlan } from '../vehicles/car-state.ts'
import { heldVersion } from './version-store.ts'

interface PlanRow extends CarPlan {
  readonly cars: readonly string[]
}

/** Plant, route and limits of many cars, by the versions that hold for each; cars with the same ones share them. */
export async function findCarPlans(
  db: Queries,
  productionNumbers: readonly string[],
): Promise<ReadonlyMap<string, CarPlan>> {
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
      from (
        select *, ${heldVersion('ROUTE')} as route, ${heldVersion('QUALITY_PLAN')} as quality
        from production_order where production_number = any(${productionNumbers})) as each
      group by model_code, plant_id, route, quality) as ordered`)
  return new Map(rows.flatMap(({ cars, ...plan }) => cars.map(car => [car, plan] as const)))
}
