import { takesOff } from '../shipments/legs-after.ts'
import type { CarEvent } from './car-event.ts'
import { reportedStatus } from './reported-status.ts'
import { life, type VehicleStatus } from './vehicle-status.ts'

const ranks = new Map<VehicleStatus, number>(life.map((status, rank) => [status, rank]))

/** Events of the same moment go in the order of a car's life; a car is on its way before it is taken off. */
function rankOf(event: CarEvent): number {
  const isTakenOff = takesOff(event)
  const status = reportedStatus(event) ?? (isTakenOff ? 'IN_TRANSIT' : null)
  return status === null ? -1 : (ranks.get(status) ?? life.length) + (isTakenOff ? 0.5 : 0)
}

/** Orders events by the time that they happened: the same whatever the order in which they arrived. */
export const byMoment = (a: CarEvent, b: CarEvent): number =>
  a.eventTime.getTime() - b.eventTime.getTime() || rankOf(a) - rankOf(b) || (a.eventId < b.eventId ? -1 : 1)

/** Events that count, in their order. One that was declared in error does not count, even when the declaration came first. */
export function inOrder<Event extends CarEvent>(events: readonly Event[]): readonly Event[] {
  const counting = events.some(event => event.declaresError) ? notDeclared(events) : events
  return counting.length < 2 ? counting : counting.toSorted(byMoment)
}

function notDeclared<Event extends CarEvent>(events: readonly Event[]): readonly Event[] {
  const wrong = new Set(events.filter(event => event.declaresError).map(event => event.eventId))
  return events.filter(event => !wrong.has(event.eventId))
}
