import type { Database } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { textOf } from './captured-text.ts'
import { readEvent, type LogEvent } from './log-event.ts'
import { recordEvents } from './record-events.ts'

export interface CaptureOptions {
  /** Whether the other subgraphs are not told; for loading a past that they know. @default false */
  readonly silent?: boolean
  /** Whether an event's own `recordTime` is kept, so that a loaded past looks lived. @default false */
  readonly keepRecordTime?: boolean
  /** Events of one transaction at the most. @default 4000 */
  readonly chunk?: number
  /** Called after each transaction with the events taken so far. */
  readonly progress?: (taken: number) => void
}

/**
 * Takes EPCIS events in bulk, the way that a document takes them: all checked, one transaction for each chunk. A car's
 * events are kept together. An event that can't be taken fails its chunk, with a message that names it.
 */
export async function captureEvents(
  db: Database,
  events: readonly unknown[],
  { silent = false, keepRecordTime = false, chunk = 4000, progress }: CaptureOptions = {},
): Promise<void> {
  const read = events.flatMap(eventsAt)
  const byCar = read.toSorted((a, b) => compare(carOf(a), carOf(b)) || Number(a.eventTime) - Number(b.eventTime))
  for (let start = 0; start < byCar.length; start += chunk) {
    const captureId = newId('capture')
    const part = byCar.slice(start, start + chunk)
    const places = new Map(part.map(({ index }, place) => [index, place]))
    const { bytes } = textOf(part.map(({ index }) => JSON.stringify(events[index])))
    const text = { bytes, placeOf: (index: number) => `/${places.get(index) ?? 0}` }
    const capture = { captureId, text, behaviour: 'rollback', events: part } as const
    await db.transaction(tx => recordEvents(tx, [capture], { keepRecordTime, silent }))
    progress?.(start + part.length)
  }
}

function eventsAt(source: unknown, index: number): readonly LogEvent[] {
  const read = readEvent(source, index)
  if (read.kind === 'events') return read.events
  const flaws = read.flaws.map(({ path, message }) => `${path.join('.')} ${message}`)
  throw new Error(`Event ${index} is no EPCIS event: ${flaws.join('; ')}`)
}

const carOf = (event: LogEvent): string => event.productionNumber ?? event.vin ?? ''
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))
