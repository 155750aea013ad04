import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import { textArray } from '#platform/text-array.ts'
import type { VehicleStatus } from '../vehicles/vehicle-status.ts'
import type { LogEvent } from './log-event.ts'
import type { NewCar, OwnedEvent } from './judge-events.ts'

/**
 * Keeps two captures from binding one VIN or tag to two cars unseen by each other, and a recall from being opened
 * meanwhile. Numbers share a thousand locks, so that a transaction of however many cars leaves room in the server's
 * table of locks.
 */
export async function lockNumbers(db: Queries, numbers: readonly string[]): Promise<void> {
  await db.rows(sql`
    select pg_advisory_xact_lock_shared(hashtext('erp_adapter.open_recall')), (
      select count(pg_advisory_xact_lock(hashtext('erp_adapter.vin'), slot))
      from (select distinct hashtext(number) % 1000 as slot from unnest(${numbers}::text[]) as number order by slot) as named)`)
}

/** A car before a capture, its row locked. */
export interface LockedCar {
  readonly productionNumber: string
  readonly modelCode: string
  readonly vin: string | null
  readonly orderId: string | null
  readonly status: VehicleStatus
}

/** Locks cars named by production number or VIN, always in the same order. */
export async function lockCars(
  db: Queries,
  { numbers, vins }: { readonly numbers: readonly string[]; readonly vins: readonly string[] },
): Promise<LockedCar[]> {
  return db.rows<LockedCar>(sql`
    select production_number as "productionNumber", model_code as "modelCode", vin, order_id as "orderId", status
    from vehicle where production_number = any(${numbers}) or vin = any(${vins})
    order by production_number for update`)
}

/** Which of the models and plants that events name are known. */
export async function knownNames(
  db: Queries,
  events: readonly LogEvent[],
): Promise<{ readonly models: ReadonlySet<string>; readonly plants: ReadonlySet<string> }> {
  const models = named(events.map(event => event.modelCode))
  const plants = named(events.map(event => event.plantId))
  const rows = await db.rows<{ kind: 'model' | 'plant'; id: string }>(sql`
    select 'model' as kind, code as id from vehicle_model where code = any(${models})
    union all select 'plant', id from place where kind = 'PLANT' and id = any(${plants})`)
  const ids = (kind: 'model' | 'plant'): ReadonlySet<string> =>
    new Set(rows.filter(row => row.kind === kind).map(row => row.id))
  return { models: ids('model'), plants: ids('plant') }
}

export const named = (names: readonly (string | null)[]): readonly string[] => [
  ...new Set(names.filter(name => name !== null)),
]

/** Writes orders with their cars; a production number that is there already stays as it is. */
export async function insertCars(db: Queries, cars: readonly NewCar[]): Promise<void> {
  await db.rows(sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(cars)}::jsonb)
        as car ("productionNumber" text, "modelCode" text, "plantId" text, "optionCodes" text[])
    ), ordered as (
      insert into production_order (production_number, model_code, plant_id, option_codes)
      select "productionNumber", "modelCode", coalesce("plantId", plant_id), "optionCodes"
      from given join vehicle_model on code = "modelCode"
      order by "productionNumber"
      on conflict do nothing
      returning production_number, model_code, option_codes
    )
    insert into vehicle (production_number, model_code, colour)
    select production_number, model_code, (
      select code from model_option
      where model_option.model_code = ordered.model_code and family = 'COLOUR' and (code = any(option_codes) or standard)
      order by code = any(option_codes) desc limit 1)
    from ordered`)
}

/** An event and the declaration that it was wrong have one id. */
export const keyOf = ({ eventId, declaresError }: Pick<LogEvent, 'eventId' | 'declaresError'>): string =>
  `${declaresError ? '-' : '+'}${eventId}`

/** Which of the events the log holds already. */
export async function eventsThere(db: Queries, events: readonly LogEvent[]): Promise<ReadonlySet<string>> {
  const rows = await db.rows<Pick<LogEvent, 'eventId' | 'declaresError'>>(sql`
    select event_id as "eventId", declares_error as "declaresError"
    from event_log where event_id = any(${textArray(events.map(event => event.eventId))}::text[])`)
  return new Set(rows.map(keyOf))
}

export interface CaptureMark {
  readonly captureId: string
  /** Whether the moments at which earlier systems recorded the events are kept. */
  readonly keepRecordTime: boolean
}

/** How many events a car's log grew by. */
export interface Growth {
  readonly productionNumber: string
  readonly events: number
}

/** Appends events to the log; tells for each car by how many it grew. An event that is there already is left out. */
export async function appendEvents(
  db: Queries,
  given: readonly OwnedEvent[],
  { captureId, keepRecordTime }: CaptureMark,
): Promise<readonly Growth[]> {
  if (given.length === 0) return []
  // Captures that bring the same events wait for each other in one order.
  const events = given.toSorted((a, b) => (a.eventId < b.eventId ? -1 : Number(a.eventId > b.eventId)))
  const texts = (read: (event: OwnedEvent) => string | null): Buffer => textArray(events.map(read))
  return db.rows<Growth>(sql`
    with appended as (
      insert into event_log (event_id, declares_error, production_number, type, action, event_time, recorded_at,
        biz_step, disposition, read_point, biz_location, pass, source_code, vin, tag, engine_number, measurements, parts,
        capture_id, source)
      select event_id, declares_error::boolean, production_number, type, action, event_time::timestamptz,
        coalesce(recorded_at::timestamptz, now()), biz_step, disposition, read_point, biz_location, pass, source_code,
        vin, tag, engine_number, measurements::jsonb, parts::jsonb, ${captureId}, source
      from unnest(
        ${texts(event => event.eventId)}::text[], ${texts(event => String(event.declaresError))}::text[],
        ${texts(event => event.productionNumber)}::text[], ${texts(event => event.type)}::text[],
        ${texts(event => event.action)}::text[], ${texts(event => event.eventTime.toISOString())}::text[],
        ${texts(event => (keepRecordTime && event.recordTime !== null ? event.recordTime.toISOString() : null))}::text[],
        ${texts(event => event.bizStep)}::text[], ${texts(event => event.disposition)}::text[],
        ${texts(event => event.readPoint)}::text[], ${texts(event => event.bizLocation)}::text[],
        ${texts(event => event.pass)}::text[], ${texts(event => event.sourceCode)}::text[],
        ${texts(event => event.vin)}::text[], ${texts(event => event.tag)}::text[],
        ${texts(event => event.engineNumber)}::text[], ${texts(event => JSON.stringify(event.measurements))}::text[],
        ${texts(event => JSON.stringify(event.parts))}::text[], ${texts(event => JSON.stringify(event.source))}::text[]
      ) as event (event_id, declares_error, production_number, type, action, event_time, recorded_at, biz_step,
        disposition, read_point, biz_location, pass, source_code, vin, tag, engine_number, measurements, parts, source)
      on conflict (event_id, declares_error) do nothing
      returning production_number)
    select production_number as "productionNumber", count(*)::int as events from appended group by production_number`)
}

/** An event as it came; the declaration that it was wrong when there is one. */
export async function findEvent(db: Queries, eventId: string): Promise<object | null> {
  const row = await db.row<{ source: object }>(sql`
    select source::json from event_log where event_id = ${eventId} order by declares_error desc limit 1`)
  return row?.source ?? null
}
