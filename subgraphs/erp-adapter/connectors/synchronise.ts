import { randomUUID } from 'node:crypto'
import type { Database } from '#platform/database.ts'
import { log } from '#platform/log.ts'
import { repeatedly } from '#platform/repeatedly.ts'
import { holdConnection, leaveConnection, noteState } from './connection-store.ts'
import { ConnectorFault } from './connector-fault.ts'
import type { Connector, Topic } from './connector.ts'
import { handOver } from './hand-over.ts'
import { readChanges } from './read-changes.ts'
import { beginRound, type Round } from './round.ts'

export interface SynchroniseOptions {
  /** The connection's name in the configuration. */
  readonly name: string
  readonly connector: Connector
  /** Pause between reads while the ERP answers, in milliseconds. @default 5000 */
  readonly interval?: number
  /** Pause between reads of what is read whole, for it doesn't tell its changes, in milliseconds. @default 60000 */
  readonly wholeInterval?: number
  /** Longest pause while it is away, in milliseconds; it grows up to that from a second on. @default 60000 */
  readonly longestPause?: number
  /** Longest time for one call, in milliseconds; less than the minute for which a process holds a connection. @default 20000 */
  readonly longestCall?: number
}

/**
 * Keeps an ERP and the graph alike: orders of ours go to it, what it changes comes back. One process at a time does so.
 * An ERP that is away is tried by one call after growing pauses, and not before it wants to be; it is said to be away
 * once. Returns what ends it.
 */
export function synchronise(db: Database, options: SynchroniseOptions): () => Promise<void> {
  const { name, connector, interval = 5000, longestPause = 60_000, longestCall = 20_000 } = options
  const holder = randomUUID()
  const resting = new Map<Topic, number>()
  let wait = interval
  const stop = repeatedly(
    async signal => {
      if (!(await holdConnection(db, name, holder))) return wait
      const fault = await keepAlike(beginRound(db, { name, connector, holder, signal, longestCall }), {
        ...options,
        resting,
      })
      if (signal.aborted) return wait
      wait = fault === null ? interval : Math.min(Math.max(wait, 500) * 2, longestPause)
      if (await noteState(db, name, fault))
        log[fault === null ? 'info' : 'warn']({ connection: name, fault }, 'the ERP is there or away')
      return wait
    },
    error => {
      // The database is away: what was read is read again.
      log.error({ err: error, connection: name }, 'synchronising with an ERP was interrupted')
      return wait
    },
  )
  return async () => {
    await stop()
    await leaveConnection(db, name, holder).catch(() => {})
    await connector.close()
  }
}

interface Resting extends SynchroniseOptions {
  /** Until when topics are not read, in milliseconds since 1970. */
  readonly resting: Map<Topic, number>
}

/** Hands over what is due and reads what has changed; gives back why the ERP could not be talked to. */
async function keepAlike(
  round: Round,
  { connector, resting, wholeInterval = 60_000 }: Resting,
): Promise<ConnectorFault | null> {
  try {
    await handOver(round)
    for (const topic of connector.topics)
      if ((resting.get(topic) ?? 0) <= Date.now() && (await readChanges(topic, round)))
        resting.set(topic, Date.now() + wholeInterval)
    return null
  } catch (error) {
    if (error instanceof ConnectorFault) return error
    throw error
  }
}
