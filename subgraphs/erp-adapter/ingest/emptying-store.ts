import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import type { Emptying } from './emptying.ts'

/** Keeps emptyings for the cars that turn out to have been on their loads; gives those that were not there already. */
export async function keepEmptyings<Kept extends Emptying>(
  db: Queries,
  emptyings: readonly Kept[],
): Promise<readonly Kept[]> {
  if (emptyings.length === 0) return []
  const rows = await db.rows<Pick<Emptying, 'captureId' | 'place'>>(sql`
    insert into emptied_load (event_id, shipment_id, declares_error, event_time, biz_step, disposition, biz_location,
      source_code, capture_id, place)
    select "eventId", "shipmentId", "declaresError", "eventTime", "bizStep", disposition, "bizLocation", "sourceCode",
      "captureId", place
    from json_to_recordset(${JSON.stringify(emptyings)}::json) as emptying ("eventId" text, "shipmentId" text,
      "declaresError" boolean, "eventTime" timestamptz, "bizStep" text, disposition text, "bizLocation" text,
      "sourceCode" text, "captureId" text, place text)
    on conflict do nothing returning capture_id as "captureId", place`)
  const kept = new Set(rows.map(placeOf))
  return emptyings.filter(emptying => kept.has(placeOf(emptying)))
}

/** Cars that were on a load when it was emptied, and those that were told so by an event that is now declared wrong. */
export async function findCarsAboard(db: Queries, emptyings: readonly Emptying[]): Promise<string[]> {
  if (emptyings.length === 0) return []
  const rows = await db.rows<{ number: string }>(sql`
    select production_number as number
    from json_to_recordset(${JSON.stringify(emptyings)}::json) as emptying ("shipmentId" text, "eventTime" timestamptz)
      join shipment_leg on shipment_id = "shipmentId" and loaded_at <= "eventTime"
        and (unloaded_at is null or unloaded_at >= "eventTime")
    union
    select production_number from event_log
    where event_id = any(${wrongIn(emptyings)}) and action = 'EMPTY'`)
  return rows.map(row => row.number)
}

const placeOf = ({ captureId, place }: Pick<Emptying, 'captureId' | 'place'>): string => `${captureId} ${place}`

const wrongIn = (emptyings: readonly Emptying[]): readonly string[] =>
  emptyings.filter(emptying => emptying.declaresError).map(emptying => emptying.eventId)

/** What was emptied now, and the cars that may have to come off that or an earlier load. */
export interface Emptied {
  /** In hand, their rows locked. */
  readonly cars: readonly string[]
  readonly emptyings: readonly Emptying[]
}

export interface DueEmptying extends Emptying {
  readonly productionNumber: string
}

/**
 * The emptyings of loads while cars were on them, and the declarations that those told to cars were wrong, each with its
 * car; first first. The log is left out of the statement: of its many rows the planner expects too much.
 */
export async function findDueEmptyings(db: Queries, { cars, emptyings }: Emptied): Promise<DueEmptying[]> {
  return db.rows<DueEmptying>(sql`
    select number as "productionNumber", event_id as "eventId", shipment_id as "shipmentId",
      declares_error as "declaresError", event_time as "eventTime", biz_step as "bizStep", disposition,
      biz_location as "bizLocation", source_code as "sourceCode", capture_id as "captureId", place
    from (
      select production_number as number, emptied_load.*
      from shipment_leg join emptied_load using (shipment_id)
      where production_number = any(${cars}) and not declares_error and event_time >= loaded_at
        and (unloaded_at is null or event_time <= unloaded_at)
        and not exists (select from emptied_load as wrong where wrong.event_id = emptied_load.event_id
          and wrong.shipment_id = emptied_load.shipment_id and wrong.declares_error)
      union all
      select production_number, emptied_load.*
      from emptied_load join event_log as told using (event_id, shipment_id)
      where event_id = any(${wrongIn(emptyings)}) and emptied_load.declares_error and told.action = 'EMPTY'
    ) as due
    order by number, event_time, event_id`)
}
