import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import type { LoggedEvent } from './car-event.ts'

/** All events of many cars, with what is known of the places they name. */
export async function findEvents(db: Queries, productionNumbers: readonly string[]): Promise<LoggedEvent[]> {
  return db.rows<LoggedEvent>(sql`
    select production_number as "productionNumber", event_id as "eventId", declares_error as "declaresError", action,
      event_time as "eventTime", recorded_at as "recordedAt", biz_step as "bizStep", disposition,
      read_point as "readPoint", biz_location as "bizLocation", station.shop, location.kind as "placeKind", pass,
      source_code as "sourceCode", vin, tag, engine_number as "engineNumber",
      shipment_id as "shipmentId", destination, expected_at as "expectedAt",
      coalesce(measurements, '[]') as measurements
    from event_log
      left join place as station on station.id = read_point
      left join place as location on location.id = biz_location
    where production_number = any(${productionNumbers})`)
}
