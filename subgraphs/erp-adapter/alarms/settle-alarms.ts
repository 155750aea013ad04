import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import type { CarAlarm } from './car-alarms.ts'
import type { AlarmKind } from './alarm-store.ts'

/** A car with the alarms that its own events show. */
export interface AlarmedCar {
  readonly productionNumber: string
  readonly alarms: readonly CarAlarm[]
  /** The tag that is on its body now. */
  readonly bodyTag: string | null
}

/** An alarm that was raised, cleared or put to another moment. */
export interface AlarmChange {
  readonly id: string
  readonly kind: AlarmKind
  readonly productionNumber: string
  readonly plantId: string
  readonly standing: boolean
}

/**
 * Makes the alarms of cars what their events show now, in one statement; gives those that changed. That a tag is on
 * two bodies is seen over all cars in a plant, so it raises and clears alarms of the other bodies too.
 */
export async function settleAlarms(db: Queries, cars: readonly AlarmedCar[]): Promise<readonly AlarmChange[]> {
  if (cars.length === 0) return []
  const numbers = cars.map(car => car.productionNumber)
  const tags = cars.flatMap(car => car.bodyTag ?? [])
  const shown = cars.flatMap(({ productionNumber, alarms }) => alarms.map(alarm => ({ productionNumber, ...alarm })))
  return db.rows<AlarmChange>(sql`
    with touched as materialized (
      select unnest(${tags}::text[]) as tag
      union
      select tag from production_alarm
      where production_number = any(${numbers}) and kind = 'TAG_ON_TWO_BODIES' and cleared_at is null
    ), tagged as materialized (
      select production_number, body_tag, tag_bound_at, status
      from vehicle where body_tag = any(array(select tag from touched))
    ), carrier as (
      select production_number, body_tag as tag, count(*) over body as bodies, max(tag_bound_at) over body as at
      from tagged where status in ('BROADCAST', 'BODY', 'PAINT', 'ASSEMBLY', 'QUALITY', 'BUILT', 'RELEASED')
      window body as (partition by body_tag)
    ), wanted as (
      select "productionNumber" as production_number, kind, "stationId" as station_id, tag, at
      from json_to_recordset(${JSON.stringify(shown)}::json)
        as alarm ("productionNumber" text, kind text, "stationId" text, tag text, at timestamptz)
      union all
      select production_number, 'TAG_ON_TWO_BODIES', null, tag, at from carrier where bodies > 1
    ), standing as materialized (
      select id, production_number, kind, station_id, tag from production_alarm
      where production_number = any(${numbers}) and kind <> 'TAG_ON_TWO_BODIES' and cleared_at is null
      union all
      select id, production_number, kind, station_id, tag from production_alarm
      where tag = any(array(select tag from touched)) and kind = 'TAG_ON_TWO_BODIES' and cleared_at is null
    ), cleared as (
      update production_alarm set cleared_at = now()
      where cleared_at is null and id = any(array(
        select id from standing as alarm where not exists (
          select from wanted where wanted.production_number = alarm.production_number and wanted.kind = alarm.kind
            and (wanted.station_id, wanted.tag) is not distinct from (alarm.station_id, alarm.tag))))
      returning id, kind, production_number, false as standing
    ), raised as (
      insert into production_alarm as alarm (production_number, kind, station_id, tag, happened_at)
      select production_number, kind, station_id, tag, at from wanted order by production_number, kind, station_id, tag
      on conflict (production_number, kind, station_id, tag) do update set
        happened_at = excluded.happened_at, cleared_at = null,
        raised_at = case when alarm.cleared_at is null then alarm.raised_at else now() end,
        acknowledged_at = case when alarm.cleared_at is null then alarm.acknowledged_at end,
        acknowledged_by = case when alarm.cleared_at is null then alarm.acknowledged_by end,
        note = case when alarm.cleared_at is null then alarm.note end
      where alarm.cleared_at is not null or alarm.happened_at <> excluded.happened_at
      returning id, kind, production_number, true as standing
    )
    select id, kind, production_number as "productionNumber", standing, (
      select plant_id from production_order as built where built.production_number = changed.production_number) as "plantId"
    from (select * from cleared union all select * from raised) as changed
    order by id`)
}
