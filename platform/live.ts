import { setImmediate as turn } from 'node:timers/promises'
import sql from 'sql-template-tag'
import type { Database } from './database.ts'
import { Fault } from './errors.ts'
import type { Event, EventType } from './events.ts'
import { Feed, type Stream } from './stream.ts'

/** Events as they are recorded, for the subscriptions of a subgraph. */
export interface Live {
  /** The events of a type whose payload is wanted, from now on, in the order in which they were committed. */
  of<Payload>(type: EventType<Payload>, wanted: (payload: Payload) => boolean): Promise<Stream<Event<Payload>>>
  /** Ends every stream. */
  end(): void
  /** Ends every stream and hears no more. */
  close(): Promise<void>
}

interface Recorded extends Event<unknown> {
  readonly type: string
}

interface Listener {
  readonly tell: (event: Recorded) => void
  readonly fail: (error: Error) => void
  readonly end: () => void
}

/**
 * One connection that listens, opened for the first subscriber; each event is read once and handed to all. A break of
 * the connection ends the streams with a fault: events may have been missed, and nobody is told less than he asked for.
 */
export function createLive(db: Database): Live {
  const listeners = new Map<string, Set<Listener>>()
  let listening: Promise<() => Promise<void>> | undefined
  // Reads follow each other, so that events are told in the order of their notifications.
  let told = Promise.resolve()

  const everyListener = (): Listener[] => [...listeners.values()].flatMap(each => [...each])

  function heard(notice: string): void {
    if (notice === '') return fail(interrupted())
    const [type = '', ids = ''] = notice.split(':')
    if (listeners.has(type)) told = told.then(async () => tell(type, ids.split(',').map(Number))).catch(fail)
  }

  function end(): void {
    for (const listener of everyListener()) listener.end()
  }

  function fail(error: unknown): void {
    for (const listener of everyListener()) listener.fail(error instanceof Error ? error : interrupted())
  }

  async function tell(type: string, ids: readonly number[]): Promise<void> {
    const events = await db.rows<Recorded>(sql`
      select id, type, key, payload, recorded_at as "recordedAt" from platform.event
      where id = any(${ids}::bigint[]) order by id`)
    for (const event of events) for (const listener of listeners.get(type) ?? []) listener.tell(event)
    // Those who read get their turn before the next events come.
    await turn()
  }

  return {
    async of<Payload>(type: EventType<Payload>, wanted: (payload: Payload) => boolean) {
      const of = listeners.get(type.name) ?? new Set()
      const feed = new Feed<Event<Payload>>({
        ended() {
          of.delete(listener)
          if (of.size === 0) listeners.delete(type.name)
        },
      })
      const listener: Listener = {
        tell(event) {
          const payload = type.payload.parse(event.payload)
          if (wanted(payload)) feed.push({ ...event, payload })
        },
        fail: error => feed.fail(error),
        end: () => feed.end(),
      }
      listening ??= db.listen('autograph_event', heard)
      try {
        await listening
      } catch (error) {
        listening = undefined
        throw error
      }
      listeners.set(type.name, of.add(listener))
      return feed
    },
    end,
    async close() {
      end()
      await (
        await listening
      )?.()
    },
  }
}

const interrupted = (): Fault =>
  new Fault('STORAGE_UNAVAILABLE', 'Events may have been missed: subscribe again and read what is there now.')
