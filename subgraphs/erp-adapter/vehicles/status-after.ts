import type { CarEvent, LoggedEvent } from './car-event.ts'
import { reportedStatus } from './reported-status.ts'
import { canCome, type VehicleStatus } from './vehicle-status.ts'

/** How far a car has come. */
export interface StatusCourse {
  readonly status: VehicleStatus
  /** Null before the first change. */
  readonly statusSince: Date | null
  /** A release was reported and waits for a check that failed. */
  readonly releaseWaits: boolean
}

export interface StatusChange {
  readonly eventId: string
  readonly status: VehicleStatus
  readonly at: Date
  readonly recordedAt: Date
  readonly sourceCode: string | null
  readonly placeId: string | null
}

/**
 * Follows an event along the allowed changes; `holds` tells whether a failed check is open after it. A release that
 * meets one waits and takes effect with the event that clears the last; a released car that fails a check goes back to
 * quality, and its release waits likewise.
 */
export function statusAfter(before: StatusCourse, event: CarEvent, holds: boolean): StatusCourse {
  const { status, statusSince } = before
  const reported = reportedStatus(event)
  const releaseWaits = before.releaseWaits || reported === 'RELEASED' || (holds && status === 'RELEASED')
  const next = nextStatus(status, { reported, holds, releaseWaits })
  const moves = next !== null && (next !== status || statusSince === null)
  return {
    status: next ?? status,
    statusSince: moves ? event.eventTime : statusSince,
    releaseWaits: releaseWaits && next !== 'RELEASED',
  }
}

interface Report {
  readonly reported: VehicleStatus | null
  readonly holds: boolean
  readonly releaseWaits: boolean
}

/** The status after an event; null when the event changes nothing. */
function nextStatus(status: VehicleStatus, { reported, holds, releaseWaits }: Report): VehicleStatus | null {
  if (holds && status === 'RELEASED') return 'QUALITY'
  if (releaseWaits && !holds && canCome(status, 'RELEASED')) return 'RELEASED'
  if (reported === null || reported === 'RELEASED') return null
  return canCome(status, reported) || (status === 'ORDERED' && reported === 'ORDERED') ? reported : null
}

/** The change of status that an event made. */
export const changeBy = (event: LoggedEvent, status: VehicleStatus): StatusChange => ({
  eventId: event.eventId,
  status,
  at: event.eventTime,
  recordedAt: event.recordedAt,
  sourceCode: event.sourceCode,
  placeId: event.bizLocation ?? event.readPoint,
})
