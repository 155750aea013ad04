import type { Flaw } from './flaw.ts'
import { readEvent, type LogEvent, type ReadEvent } from './log-event.ts'
import { IngestProblem } from './problem.ts'
import { isKeepable } from './read-json.ts'

/** An event as it was sent, and where it stands in the body. */
export interface SentEvent {
  readonly value: unknown
  readonly at: readonly (string | number)[]
  /** The `source` of the CloudEvent that it came in. */
  readonly cloudEventSource?: string
}

/** A flaw of one of the events that were sent, with the event's place among them. */
export interface SentFlaw extends Flaw {
  readonly index: number
}

export interface ReadSentEvents {
  /** What each tells of a car; several of one place tell of the cars of one load. */
  readonly events: readonly (readonly [index: number, event: LogEvent])[]
  readonly flaws: readonly SentFlaw[]
}

/** What one body can tell of cars: an event of a load tells of each car on it. */
const mostTold = 5000

/** Reads each of the events of a body by itself. */
export function readSentEvents(sent: readonly SentEvent[], text: string): ReadSentEvents {
  const escapes = text.includes(String.raw`\u`)
  const events: [number, LogEvent][] = []
  const flaws: SentFlaw[] = []
  for (const [index, { value }] of sent.entries()) {
    const read = readSentEvent(value, escapes)
    if (read.kind === 'events') for (const event of read.events) events.push([index, event])
    else flaws.push(...read.flaws.map(flaw => ({ index, ...flaw })))
  }
  if (events.length > mostTold)
    throw new IngestProblem('tooLarge', {
      detail: `It tells ${events.length} times of cars; it can do so ${mostTold} times.`,
    })
  return { events, flaws }
}

/** Reads one event; `escapes` says whether its text may hold escaped characters. */
export function readSentEvent(value: unknown, escapes: boolean): ReadEvent {
  if (escapes && !isKeepable(value))
    return { kind: 'flaws', flaws: [{ path: [], message: 'holds a NUL or half of a character' }] }
  return readEvent(value)
}
