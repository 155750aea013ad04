import sql from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { grouped, keyed } from '#platform/rows.ts'
import type { CarAlarmKind } from './car-alarms.ts'

export type AlarmKind = CarAlarmKind | 'TAG_ON_TWO_BODIES'

export interface AlarmRow {
  readonly id: string
  readonly productionNumber: string
  readonly kind: AlarmKind
  readonly stationId: string | null
  readonly tag: string | null
  readonly happenedAt: Date
  readonly raisedAt: Date
  readonly clearedAt: Date | null
  readonly acknowledgedAt: Date | null
  readonly acknowledgedBy: string | null
  readonly note: string | null
}

const alarms = sql`
  select id, production_number as "productionNumber", kind, station_id as "stationId", tag,
    happened_at as "happenedAt", raised_at as "raisedAt", cleared_at as "clearedAt",
    acknowledged_at as "acknowledgedAt", acknowledged_by as "acknowledgedBy", note
  from production_alarm`

export async function findAlarms(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, AlarmRow>> {
  return keyed(await db.rows<AlarmRow>(sql`${alarms} where id = any(${ids})`), row => row.id)
}

/** All alarms of many cars, those raised last first. */
export async function findAlarmsOfCars(
  db: Queries,
  productionNumbers: readonly string[],
): Promise<ReadonlyMap<string, readonly AlarmRow[]>> {
  const rows = await db.rows<AlarmRow>(sql`
    ${alarms} where production_number = any(${productionNumbers}) order by raised_at desc, id desc`)
  return grouped(productionNumbers, rows, row => row.productionNumber)
}

export interface AlarmCriteria {
  readonly kinds: readonly AlarmKind[] | null
  readonly plantId: string | null
  readonly stationId: string | null
  readonly standing: boolean | null
  readonly acknowledged: boolean | null
}

/** One page of the alarms that meet the criteria, those raised last first. */
export async function pageOfAlarms(
  db: Queries,
  { kinds, plantId, stationId, standing, acknowledged }: AlarmCriteria,
  { after, limit }: Page,
): Promise<AlarmRow[]> {
  return db.rows<AlarmRow>(sql`
    ${alarms}
    where (${kinds}::text[] is null or kind = any(${kinds}))
      and (${plantId}::text is null or exists (
        select from production_order
        where production_order.production_number = production_alarm.production_number and plant_id = ${plantId}))
      and (${stationId}::text is null or station_id = ${stationId})
      and (${standing}::boolean is null or (cleared_at is null) = ${standing})
      and (${acknowledged}::boolean is null or (acknowledged_at is not null) = ${acknowledged})
      and (${after?.id ?? null}::text is null
        or (raised_at, id) < (${after?.sort ?? null}::timestamptz, ${after?.id ?? null}))
    order by raised_at desc, id desc limit ${limit + 1}`)
}

export async function lockAlarm(db: Queries, id: string): Promise<AlarmRow | null> {
  return (await db.row<AlarmRow>(sql`${alarms} where id = ${id} for update`)) ?? null
}

export interface Acknowledgement {
  readonly at: Date
  readonly by: string
  readonly note: string
}

export async function saveAcknowledgement(db: Queries, id: string, { at, by, note }: Acknowledgement): Promise<void> {
  await db.rows(sql`
    update production_alarm set acknowledged_at = ${at}, acknowledged_by = ${by}, note = ${note} where id = ${id}`)
}
