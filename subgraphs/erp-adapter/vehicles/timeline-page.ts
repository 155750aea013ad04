import { connection, type Connection, type Page, type Position } from '#platform/connection.ts'
import type { StatusChange } from './status-after.ts'

/** One page of a car's timeline, last first; the number of changes is small, so they are all at hand. */
export function timelinePage(timeline: readonly StatusChange[], page: Page): Connection<StatusChange> {
  const changes = timeline.toReversed()
  const seen = changes.findIndex(change => change.eventId === page.after?.id)
  return connection(changes.slice(seen + 1), page, positionOf)
}

const positionOf = ({ at, eventId }: StatusChange): Position => ({ sort: at.toISOString(), id: eventId })
