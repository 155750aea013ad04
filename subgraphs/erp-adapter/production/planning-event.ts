import { readEvent, type LogEvent } from '../ingest/log-event.ts'

export interface PlanningFacts {
  /** Makes the event one of its kind: the same id again counts once. */
  readonly id: string
  readonly productionNumber: string
  readonly bizStep: string
  readonly at: Date
  readonly disposition?: string
}

/** An event of the office, and its text. */
export interface PlanningEvent {
  readonly event: LogEvent
  readonly text: string
}

/** Something that the office and not the factory did to a car, as an event of its log, from its place among others. */
export function planningEvent(
  { id, productionNumber, bizStep, at, disposition }: PlanningFacts,
  index: number,
): PlanningEvent {
  const source = {
    type: 'ObjectEvent',
    eventID: `urn:autograph:${id}`,
    eventTime: at.toISOString(),
    eventTimeZoneOffset: '+00:00',
    action: 'OBSERVE',
    bizStep,
    ...(disposition === undefined ? {} : { disposition }),
    'autograph:productionNumber': productionNumber,
  }
  const read = readEvent(source, index)
  const [event] = read.kind === 'events' ? read.events : []
  if (event === undefined) throw new Error(`no planning event can be made: ${JSON.stringify([source, read])}`)
  return { event, text: JSON.stringify(source) }
}
