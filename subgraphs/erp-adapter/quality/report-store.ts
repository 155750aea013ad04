import sql, { type Sql } from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import type { Period, ReportQuestion } from './report-question.ts'

export interface ReportRow {
  /** Tells the row from others of its report, and where it stands. */
  readonly key: string
  readonly period: string | null
  readonly plantId: string | null
  readonly modelCode: string | null
  readonly stationId: string | null
  readonly tested: number
  readonly failed: number
  readonly firstPassYield: number | null
  readonly reworks: number
  readonly topFailures: readonly { readonly measure: string; readonly tests: number; readonly cars: number }[]
}

const periodStarts: Readonly<Record<Period, Sql>> = {
  DAY: sql`day`,
  WEEK: sql`date_trunc('week', day)::date`,
  MONTH: sql`date_trunc('month', day)::date`,
}

const tests = sql`event_log.biz_step in ('inspecting', 'repairing')`

/**
 * One page of a quality report, in one statement over the log: all tests of the cars that were tested in the period,
 * since a first test may lie before it, judged as `judgeQuality` does.
 */
export async function pageOfReport(db: Queries, question: ReportQuestion, page: Page): Promise<ReportRow[]> {
  const { from, to, plants, models, stations, period, by } = question
  return db.rows<ReportRow>(sql`
    with car as (
      select production_number, production_order.model_code, production_order.plant_id, quality_version, time_zone
      from production_order join place as plant on plant.id = production_order.plant_id
      where production_number in (
          select event_log.production_number from event_log
          where ${tests} and event_time >= ${from}::date - 1 and event_time < ${to}::date + 1)
        and (${plants}::text[] is null or production_order.plant_id = any(${plants}))
        and (${models}::text[] is null or production_order.model_code = any(${models}))
    ), event as (
      select car.*, event_id, event_time, event_log.biz_step, disposition, measurements, read_point as station_id,
        (event_time at time zone time_zone)::date as day
      from car join event_log using (production_number)
      where ${tests} and event_time < ${to}::date + 1 and not declares_error
        and not exists (
          select from event_log as wrong where wrong.production_number = event_log.production_number
            and wrong.event_id = event_log.event_id and wrong.declares_error)
    ), measured as (
      select event.*, test.measure, coalesce(test.value < minimum, false) or coalesce(test.value > maximum, false)
          or coalesce(test.unit <> quality_limit.unit, false) as failed
      from event
        cross join lateral jsonb_to_recordset(measurements) as test (measure text, value double precision, unit text)
        join quality_limit on quality_limit.model_code = event.model_code and version = quality_version
          and quality_limit.measure = test.measure
      where biz_step = 'inspecting'
    ), judged as (
      select * from measured
      union all
      select event.*, 'inspection ' || coalesce(station_id, 'anywhere'), disposition = 'non_conformant'
      from event
      where biz_step = 'inspecting' and disposition in ('conformant', 'non_conformant')
        and event_id not in (select event_id from measured where failed)
    ), result as (
      select *, row_number() over (partition by production_number, measure order by event_time, event_id) = 1 as first
      from judged
    ), told as (
      select *, jsonb_build_array(period, plant, model, station)::text as key
      from (
        select production_number, measure, failed, first, ${period === null ? sql`null::date` : periodStarts[period]} as period,
          ${by.has('PLANT') ? sql`plant_id` : sql`null::text`} as plant,
          ${by.has('MODEL') ? sql`model_code` : sql`null::text`} as model,
          ${by.has('STATION') ? sql`station_id` : sql`null::text`} as station
        from (
          select production_number, measure, failed, first, day, plant_id, model_code, station_id from result
          union all
          select production_number, null, null, null, day, plant_id, model_code, station_id from event
          where biz_step = 'repairing') as each
        where day >= ${from}::date and day < ${to}::date
          and (${stations}::text[] is null or station_id = any(${stations}))) as named
    ), figure as (
      select key, min(period) as period, min(plant) as plant, min(model) as model, min(station) as station,
        count(distinct production_number) filter (where measure is not null) as tested,
        count(distinct production_number) filter (where failed) as failed,
        count(distinct production_number) filter (where first) as begun,
        count(distinct production_number) filter (where first and failed) as begun_failed,
        count(*) filter (where measure is null) as reworks
      from told where ${page.after?.id ?? null}::text is null or key > ${page.after?.id ?? null}
      group by key order by key limit ${page.limit + 1}
    ), failure as (
      select key, measure, count(*) as tests, count(distinct production_number) as cars,
        row_number() over (partition by key order by count(*) desc, measure) as place
      from told where failed and key in (select figure.key from figure) group by key, measure
    )
    select key, period, plant as "plantId", model as "modelCode", station as "stationId", tested, failed,
      ((begun - begun_failed)::float8 / nullif(begun, 0)) as "firstPassYield", reworks,
      coalesce((
        select jsonb_agg(jsonb_build_object('measure', measure, 'tests', tests, 'cars', cars) order by place)
        from failure where failure.key = figure.key and place <= 5), '[]') as "topFailures"
    from figure order by key`)
}
