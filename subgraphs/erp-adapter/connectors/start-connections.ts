import { config, secretNamed } from '#platform/config.ts'
import type { Database } from '#platform/database.ts'
import { describeConnections } from './connection-store.ts'
import { readConnections } from './read-connections.ts'
import { synchronise } from './synchronise.ts'

/** Keeps the ERPs that the environment names and the graph alike, from now on; returns what ends it. */
export async function startConnections(db: Database): Promise<() => Promise<void>> {
  const connections =
    config.erpConnections === undefined ? [] : readConnections(config.erpConnections, { secrets: secretNamed, db })
  if (config.erpConnections !== undefined) await describeConnections(db, connections)
  const running = connections.map(each => synchronise(db, each))
  return async () => {
    await Promise.all(running.map(stop => stop()))
  }
}
