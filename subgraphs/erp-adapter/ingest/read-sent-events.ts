import type { Flaw } from './flaw.ts'
import { readEvent, type LogEvent, type ReadEvent } from './log-event.ts'
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
  readonly events: readonly (readonly [index: number, event: LogEvent])[]
  readonly flaws: readonly SentFlaw[]
}

/** Reads each of the events of a body by itself. */
export function readSentEvents(sent: readonly SentEvent[], text: string): ReadSentEvents {
  const escapes = text.includes(String.raw`\u`)
  const events: [number, LogEvent][] = []
  const flaws: SentFlaw[] = []
  for (const [index, { value }] of sent.entries()) {
    const read = readSentEvent(value, escapes)
    if (read.kind === 'event') events.push([index, read.event])
    else flaws.push(...read.flaws.map(flaw => ({ index, ...flaw })))
  }
  return { events, flaws }
}

/** Reads one event; `escapes` says whether its text may hold escaped characters. */
export function readSentEvent(value: unknown, escapes: boolean): ReadEvent {
  if (escapes && !isKeepable(value))
    return { kind: 'flaws', flaws: [{ path: [], message: 'holds a NUL or half of a character' }] }
  return readEvent(value)
}
