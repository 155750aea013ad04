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
 * Follows the events through the allowed changes. A release that meets a failed check waits, and takes effect with
 * the event that clears the last failure; `held` tells, for each event, whether a failure is open after it.
 */
export function statusTimeline(events: readonly CarEvent[], held: readonly boolean[]): StatusTimeline {
  const changes: StatusChange[] = []
  const after: VehicleStatus[] = []
  let status: VehicleStatus = 'ORDERED'
  let releaseWaits = false

  for (const [index, event] of events.entries()) {
    const reported = reportedStatus(event)
    const holds = held[index] === true
    if (reported === 'RELEASED') releaseWaits = true
    const next: VehicleStatus | null = releaseWaits && !holds && canCome(status, 'RELEASED') ? 'RELEASED' : reported
    if (next === 'RELEASED' && !holds) releaseWaits = false
    const opens = changes.length === 0 && next === 'ORDERED'
    if (next !== null && !(next === 'RELEASED' && holds) && (opens || canCome(status, next))) {
      status = next
      changes.push(changeBy(event, status))
    }
    after.push(status)
  }
  return { changes, after }
}

const changeBy = (event: CarEvent, status: VehicleStatus): StatusChange => ({
  eventId: event.eventId,
  status,
  at: event.eventTime,
  recordedAt: event.recordedAt,
  sourceCode: event.sourceCode,
  placeId: event.bizLocation ?? event.readPoint,
})
