import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import type { AppendedEvent } from './append-events.ts'
import type { LogEvent } from './log-event.ts'

type Known = Pick<LogEvent, 'eventId' | 'declaresError' | 'vin'>

const idsOf = (events: readonly LogEvent[]): readonly string[] =>
  events.filter(event => event.productionNumber === null).map(event => event.eventId)

/** Which events that name their car by its VIN alone were taken before, for whatever car had the VIN then. */
export async function eventsByVin(
  db: Queries,
  events: readonly LogEvent[],
): Promise<{ readonly has: (event: Known) => boolean }> {
  const ids = idsOf(events)
  const keyOf = ({ eventId, declaresError, vin }: Known): string => `${declaresError} ${vin ?? ''} ${eventId}`
  const rows =
    ids.length === 0
      ? []
      : await db.rows<Known>(sql`
          select event_id as "eventId", declares_error as "declaresError", vin from event_by_vin
          where event_id = any(${ids})`)
  const known = new Set(rows.map(keyOf))
  // Of those that were noted first the VIN is not known.
  return { has: event => known.size > 0 && [event, { ...event, vin: '' }].some(each => known.has(keyOf(each))) }
}

/** Notes the events that name their car by its VIN alone. */
export async function claimEventsByVin(db: Queries, appended: readonly AppendedEvent[]): Promise<void> {
  const events = appended.map(({ event }) => event).filter(event => event.productionNumber === null)
  if (events.length === 0) return
  await db.rows(sql`
    insert into event_by_vin (event_id, declares_error, vin)
    select * from unnest(${events.map(event => event.eventId)}::text[], ${events.map(event => event.declaresError)}::boolean[],
      ${events.map(event => event.vin ?? '')}::text[])
    on conflict do nothing`)
}
