import sql from 'sql-template-tag'
import { z } from 'zod'
import type { Queries } from '#platform/database.ts'
import { textArray } from '#platform/text-array.ts'
import type { LogEvent } from './log-event.ts'

/** An event with its place in its car's log and in the text that it came in. */
export interface AppendedEvent {
  readonly productionNumber: string
  readonly nth: number
  readonly event: LogEvent
  readonly place: string
}

export interface CaptureMark {
  readonly captureId: string
  /** Whether the moments at which earlier systems recorded the events are kept. */
  readonly keepRecordTime: boolean
}

/** Another capture was faster: what was known of the cars is outdated, and this one has to begin again. */
export class CarsMoved extends Error {}

const duplicate = z.object({ code: z.literal('23505'), constraint: z.literal('event_log_pkey') })

const moment = (at: Date | null): string | null => at?.toISOString() ?? null
const list = (values: readonly unknown[]): string | null => (values.length === 0 ? null : JSON.stringify(values))

/** Appends events to the log; fails with `CarsMoved` when a car's log is longer than was known. */
export async function appendEvents(
  db: Queries,
  events: readonly AppendedEvent[],
  { captureId, keepRecordTime }: CaptureMark,
): Promise<void> {
  const texts = (read: (event: LogEvent) => string | null): Buffer => textArray(events.map(({ event }) => read(event)))
  await db
    .rows(
      sql`
      insert into event_log (production_number, nth, event_id, declares_error, type, action, event_time, recorded_at,
        biz_step, disposition, read_point, biz_location, pass, source_code, vin, tag, engine_number, shipment_id,
        destination, expected_at, measurements, parts, capture_id, place)
      select production_number, nth::int, event_id, declares_error::boolean, type, action, event_time::timestamptz,
        coalesce(recorded_at::timestamptz, now()), biz_step, disposition, read_point, biz_location, pass, source_code,
        vin, tag, engine_number, shipment_id, destination, expected_at::timestamptz, measurements::jsonb, parts::jsonb,
        ${captureId}, place
      from unnest(
        ${textArray(events.map(each => each.productionNumber))}::text[],
        ${textArray(events.map(each => String(each.nth)))}::text[],
        ${texts(event => event.eventId)}::text[], ${texts(event => String(event.declaresError))}::text[],
        ${texts(event => event.type)}::text[], ${texts(event => event.action)}::text[],
        ${texts(event => moment(event.eventTime))}::text[],
        ${texts(event => (keepRecordTime ? moment(event.recordTime) : null))}::text[],
        ${texts(event => event.bizStep)}::text[], ${texts(event => event.disposition)}::text[],
        ${texts(event => event.readPoint)}::text[], ${texts(event => event.bizLocation)}::text[],
        ${texts(event => event.pass)}::text[], ${texts(event => event.sourceCode)}::text[],
        ${texts(event => event.vin)}::text[], ${texts(event => event.tag)}::text[],
        ${texts(event => event.engineNumber)}::text[], ${texts(event => event.shipmentId)}::text[],
        ${texts(event => event.destination)}::text[], ${texts(event => moment(event.expectedAt))}::text[],
        ${texts(event => list(event.measurements))}::text[],
        ${texts(event => list(event.parts))}::text[], ${textArray(events.map(each => each.place))}::text[]
      ) as event (production_number, nth, event_id, declares_error, type, action, event_time, recorded_at, biz_step,
        disposition, read_point, biz_location, pass, source_code, vin, tag, engine_number, shipment_id, destination, expected_at,
        measurements, parts, place)`,
    )
    .catch((error: unknown) => {
      throw duplicate.safeParse(error).success ? new CarsMoved('the log of a car is longer than was known') : error
    })
}
