import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import { grouped, keyed } from '#platform/rows.ts'
import type { Period } from './period.ts'

/** What happened to a model in a month, by plant. */
export interface MonthRow {
  readonly modelCode: string
  readonly plantId: string
  /** Such as `2026-11`. */
  readonly month: string
  readonly orders: number
  readonly stockOrders: number
  readonly built: number
  readonly leads: number
  readonly forecast: string
}

/** Orders, finished cars and open leads of many models, by month and plant; a day is the plant's. */
export async function monthsOfModels(
  db: Queries,
  codes: readonly string[],
  { from, to }: Period,
): Promise<ReadonlyMap<string, readonly MonthRow[]>> {
  // A day lies within a day of the same one in UTC: so an index finds the rows before their zones are looked at.
  const near = (at: string) => sql`between ${from}::date - interval '1 day' and ${to}::date + interval '2 days'
    and (${sql([at])} at time zone place.time_zone)::date between ${from}::date and ${to}::date`
  const rows = await db.rows<MonthRow>(sql`
    with model as (select code, plant_id from vehicle_model where code = any(${codes})), fact as (
      select code, place.id as plant_id, placed_at at time zone time_zone as at, 1 as orders,
        from_stock::int as stock_orders, 0 as built, 0 as leads, 0 as chance
      from model join ordered_car on model_code = code
      left join vehicle on vehicle.order_id = ordered_car.order_id and not from_stock
      left join production_order using (production_number)
      join place on place.id = coalesce(production_order.plant_id, model.plant_id)
      where cancelled_at is null and placed_at ${near('placed_at')}
      union all
      select code, place.id, built_at at time zone time_zone, 0, 0, 1, 0, 0
      from model join vehicle on vehicle.model_code = code
      join production_order using (production_number) join place on place.id = production_order.plant_id
      where built_at ${near('built_at')}
      union all
      select code, place.id, wished_at at time zone time_zone, 0, 0, 0, 1, chance
      from model join wished_car on model_code = code join place on place.id = model.plant_id
      where wished_at ${near('wished_at')}
    )
    select code as "modelCode", plant_id as "plantId", to_char(at, 'YYYY-MM') as month, sum(orders) as orders,
      sum(stock_orders) as "stockOrders", sum(built) as built, sum(leads) as leads,
      (sum(chance) / 100.0)::numeric(14, 2)::text as forecast
    from fact group by 1, 2, 3 order by 1, 3, 2`)
  return grouped(codes, rows, row => row.modelCode)
}

/** Cars of a model that no order has. */
export interface FreeRow {
  readonly modelCode: string
  readonly available: number
  /** Not yet released. */
  readonly coming: number
}

/** How many cars of many models are free now, or will be. */
export async function freeCarsOfModels(db: Queries, codes: readonly string[]): Promise<ReadonlyMap<string, FreeRow>> {
  const rows = await db.rows<FreeRow>(sql`
    select model_code as "modelCode", count(*) filter (where availability = 'AVAILABLE') as available,
      count(*) filter (where availability = 'NOT_RELEASED') as coming
    from vehicle
    where availability in ('AVAILABLE', 'NOT_RELEASED') and status <> 'CANCELLED' and model_code = any(${codes})
    group by model_code`)
  return keyed(rows, row => row.modelCode)
}
