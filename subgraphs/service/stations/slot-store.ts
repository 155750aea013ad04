import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import { grouped } from '#platform/rows.ts'
import type { Slot } from './slot.ts'

const columns = sql`station_id as "stationId", starts_at as "startsAt", ends_at as "endsAt", capacity, booked`

export interface Span {
  readonly from: Date
  readonly until: Date
}

export async function slotsOfStations(
  db: Queries,
  stationIds: readonly string[],
  { from, until }: Span,
): Promise<ReadonlyMap<string, Slot[]>> {
  const rows = await db.rows<Slot>(sql`
    select ${columns} from offered_slots(${stationIds}, ${from}, ${until}) order by starts_at`)
  return grouped(stationIds, rows, row => row.stationId)
}

/** The next slots of a station with a place left, at most five. */
export function nextFreeSlots(db: Queries, stationId: string, { from, until }: Span): Promise<Slot[]> {
  return db.rows<Slot>(sql`
    select ${columns} from offered_slots(array[${stationId}], ${from}, ${until})
    where booked < capacity order by starts_at limit 5`)
}
