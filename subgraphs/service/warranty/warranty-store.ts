import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import { keyed } from '#platform/rows.ts'
import type { Cover } from './warranty.ts'

/** The cover of cars by the terms of their model at the day of delivery; terms of the model come before those of all. */
export async function coverOf(db: Queries, vins: readonly string[]): Promise<ReadonlyMap<string, Cover>> {
  const rows = await db.rows<Cover>(sql`
    select covered_vehicle.vin, delivered_on as "deliveredOn",
      (delivered_on + make_interval(months => terms.months) - interval '1 day')::date as "endsOn",
      terms.km as "endsAtKm", reading.km as "lastOdometerKm"
    from covered_vehicle
      cross join lateral (
        select months, km from warranty_terms
        where warranty_terms.model_code in (covered_vehicle.model_code, '*')
          and valid_from <= coalesce(delivered_on, current_date)
        order by warranty_terms.model_code = '*', valid_from desc limit 1) as terms
      left join lateral (
        select km from odometer_reading where odometer_reading.vin = covered_vehicle.vin
        order by read_at desc, service_order_id desc limit 1) as reading on true
    where covered_vehicle.vin = any(${vins})`)
  return keyed(rows, row => row.vin)
}
