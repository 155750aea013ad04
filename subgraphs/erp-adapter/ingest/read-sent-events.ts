import type { Flaw } from './flaw.ts'
import { readEvent, type LogEvent, type ReadEvent } from './log-event.ts'
import { IngestProblem } from './problem.ts'
import { isKeepable } from './read-json.ts'

/** A flaw of one of the events that were sent, with the event's place among them. */
export interface SentFlaw extends Flaw {
  readonly index: number
}

export interface ReadSentEvents {
  readonly events: readonly LogEvent[]
  readonly flaws: readonly SentFlaw[]
}

/** Events of one body as they were read; its text is not kept beside its bytes, since nearly nobody reads it again. */
export interface SentBody extends ReadSentEvents {
  readonly body: Uint8Array
  /** How many events were sent. */
  readonly size: number
  /** Where an event stands in the text, as a JSON pointer. */
  readonly placeOf: (index: number) => string
  /** The `source` of the CloudEvent that an event came in; null when it came without. */
  readonly sourceOf: (index: number) => string | null
}

/** What one body can tell of cars: an event of a load tells of each car on it. */
const mostTold = 5000

/** Whether a text may hold escaped characters. */
export const mayEscape = (text: string): boolean => text.includes(String.raw`\u`)

/** Reads each of the events of a body by itself; `escapes` says whether its text may hold escaped characters. */
export function readSentEvents(sent: readonly unknown[], escapes: boolean): ReadSentEvents {
  const events: LogEvent[] = []
  const flaws: SentFlaw[] = []
  for (let index = 0; index < sent.length; index++) {
    const read = readSentEvent(sent[index], { index, escapes })
    if (read.kind === 'events') events.push(...read.events)
    else flaws.push(...read.flaws.map(flaw => ({ index, ...flaw })))
  }
  if (events.length > mostTold)
    throw new IngestProblem('tooLarge', {
      detail: `It tells ${events.length} times of cars; it can do so ${mostTold} times.`,
    })
  return { events, flaws }
}

/** Reads one event from its place among those that were sent; `escapes` says whether its text may hold escaped characters. */
export function readSentEvent(
  value: unknown,
  { index, escapes }: { readonly index: number; readonly escapes: boolean },
): ReadEvent {
  if (escapes && !isKeepable(value))
    return { kind: 'flaws', flaws: [{ path: [], message: 'holds a NUL or half of a character' }] }
  return readEvent(value, index)
}
