import type { CarEvent } from './car-event.ts'
import { reportedStatus } from './reported-status.ts'
import { canCome, type VehicleStatus } from './vehicle-status.ts'

export interface StatusChange {
  readonly eventId: string
  readonly status: VehicleStatus
  readonly at: Date
  readonly recordedAt: Date
  readonly sourceCode: string | null
  readonly placeId: string | null
}

/** The changes of status that the events made, first first, and the status after each event. */
export interface StatusTimeline {
  readonly changes: readonly StatusChange[]
  readonly after: readonly VehicleStatus[]
}

/**
 * Follows the events through the allowed changes; `held` tells, for each event, whether a failed check is open after
 * it. A release that meets one waits and takes effect with the event that clears the last; a released car that fails
 * a check goes back to quality, and its release waits likewise.
 */
export function statusTimeline(events: readonly CarEvent[], held: readonly boolean[]): StatusTimeline {
  const changes: StatusChange[] = []
  const after: VehicleStatus[] = []
  let status: VehicleStatus = 'ORDERED'
  let releaseWaits = false

  for (const [index, event] of events.entries()) {
    const holds = held[index] === true
    const reported = reportedStatus(event)
    releaseWaits ||= reported === 'RELEASED' || (holds && status === 'RELEASED')
    const next = nextStatus(status, { reported, holds, releaseWaits })
    if (next === 'RELEASED') releaseWaits = false
    if (next !== null && (next !== status || changes.length === 0)) {
      status = next
      changes.push(changeBy(event, status))
    }
    after.push(status)
  }
  return { changes, after }
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

const changeBy = (event: CarEvent, status: VehicleStatus): StatusChange => ({
  eventId: event.eventId,
  status,
  at: event.eventTime,
  recordedAt: event.recordedAt,
  sourceCode: event.sourceCode,
  placeId: event.bizLocation ?? event.readPoint,
})
