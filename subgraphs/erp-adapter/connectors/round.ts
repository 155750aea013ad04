import type { Database } from '#platform/database.ts'
import { holdConnection } from './connection-store.ts'
import type { Connector } from './connector.ts'

/** One round of keeping an ERP and the graph alike. */
export interface Round {
  readonly db: Database
  /** The connection's name in the configuration. */
  readonly name: string
  readonly connector: Connector
  /** Whether this process may still talk to the ERP. */
  readonly goesOn: () => Promise<boolean>
  /** The end of a call that begins now. */
  readonly deadline: () => AbortSignal
}

export interface RoundOptions {
  readonly name: string
  readonly connector: Connector
  /** The process that holds the connection. */
  readonly holder: string
  readonly signal: AbortSignal
  /** Longest time for one call, in milliseconds. */
  readonly longestCall: number
}

export const beginRound = (db: Database, options: RoundOptions): Round => {
  const { name, connector, holder, signal, longestCall } = options
  return {
    db,
    name,
    connector,
    goesOn: async () => !signal.aborted && (await holdConnection(db, name, holder)),
    deadline: () => AbortSignal.any([signal, AbortSignal.timeout(longestCall)]),
  }
}
