import sql from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { grouped } from '#platform/rows.ts'
import { vehicleColumns, type VehicleRow } from '../vehicles/vehicle-store.ts'

interface SkippedRow {
  readonly productionNumber: string
  readonly stationId: string
}

/** The stations that many cars went past, by their standing alarms, in the order of each car's route. */
export async function findSkippedStations(
  db: Queries,
  productionNumbers: readonly string[],
): Promise<ReadonlyMap<string, readonly SkippedRow[]>> {
  const rows = await db.rows<SkippedRow>(sql`
    select production_number as "productionNumber", production_alarm.station_id as "stationId"
    from production_alarm
      join production_order using (production_number)
      left join route_step on route_step.model_code = production_order.model_code and version = route_version
        and route_step.station_id = production_alarm.station_id
    where production_number = any(${productionNumbers}) and kind = 'STATION_SKIPPED' and cleared_at is null
    order by position, production_alarm.station_id`)
  return grouped(productionNumbers, rows, row => row.productionNumber)
}

/** One page of the cars that went past a required station, those whose status changed last first. */
export async function pageOfSkipped(db: Queries, page: Page): Promise<VehicleRow[]> {
  return db.rows<VehicleRow>(sql`
    select ${vehicleColumns} from vehicle join production_order using (production_number)
    where production_number in (
        select alarm.production_number from production_alarm as alarm
        where kind = 'STATION_SKIPPED' and cleared_at is null)
      and (${page.after?.sort ?? null}::timestamptz is null
        or (status_since, production_number) < (${page.after?.sort ?? null}::timestamptz, ${page.after?.id ?? null}))
    order by status_since desc, production_number desc limit ${page.limit + 1}`)
}
