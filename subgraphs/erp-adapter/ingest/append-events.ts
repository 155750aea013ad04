import { z } from 'zod'
import type { BinaryRows } from '#platform/binary-rows.ts'
import type { Transaction } from '#platform/database.ts'
import type { LogEvent } from './log-event.ts'

/** An event with its place in its car's log and in a text. */
export interface AppendedEvent {
  readonly productionNumber: string
  readonly nth: number
  readonly event: LogEvent
  /** The text that it came in, and where it stands there. */
  readonly captureId: string
  readonly place: string
}

export interface AppendOptions {
  /** Whether the moments at which earlier systems recorded the events are kept. */
  readonly keepRecordTime: boolean
}

/** Another capture was faster: what was known of the cars is outdated, and this one has to begin again. */
export class CarsMoved extends Error {}

const duplicate = z.object({ code: z.literal('23505'), constraint: z.literal('event_log_pkey') })

const columns = `production_number, nth, event_id, declares_error, type, action, event_time, biz_step, disposition,
  read_point, biz_location, pass, source_code, vin, tag, engine_number, shipment_id, destination, expected_at,
  measurements, parts, capture_id, place`
const columnCount = columns.split(',').length

/** Appends events to the log; fails with `CarsMoved` when a car's log is longer than was known. */
export async function appendEvents(
  tx: Transaction,
  events: readonly AppendedEvent[],
  { keepRecordTime }: AppendOptions,
): Promise<void> {
  const now = new Date()
  const write = (rows: BinaryRows): void => {
    for (const { productionNumber, nth, event, captureId, place } of events) {
      rows.row(columnCount + Number(keepRecordTime))
      rows.text(productionNumber)
      rows.int(nth)
      rows.text(event.eventId)
      rows.boolean(event.declaresError)
      rows.text(event.type)
      rows.text(event.action)
      rows.moment(event.eventTime)
      rows.text(event.bizStep)
      rows.text(event.disposition)
      rows.text(event.readPoint)
      rows.text(event.bizLocation)
      rows.text(event.pass)
      rows.text(event.sourceCode)
      rows.text(event.vin)
      rows.text(event.tag)
      rows.text(event.engineNumber)
      rows.text(event.shipmentId)
      rows.text(event.destination)
      rows.moment(event.expectedAt)
      rows.json(event.measurements.length === 0 ? null : event.measurements)
      rows.json(event.parts.length === 0 ? null : event.parts)
      rows.text(captureId)
      rows.text(place)
      if (keepRecordTime) rows.moment(event.recordTime ?? now)
    }
  }
  await tx.copy(`event_log (${columns}${keepRecordTime ? ', recorded_at' : ''})`, write).catch((error: unknown) => {
    throw duplicate.safeParse(error).success ? new CarsMoved('the log of a car is longer than was known') : error
  })
}
