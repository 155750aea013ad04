import { LRUCache } from 'lru-cache'
import type { Context } from '../context.ts'
import type { Database } from '../database.ts'
import { exportStopped } from '../event-catalogue.ts'
import { publish } from '../events.ts'
import { log } from '../log.ts'
import type { ExportLimit } from './export-guard.ts'

/** Tells that somebody was stopped who asked for too many people. */
export type ExportAlarm = (asker: Pick<Context, 'principal'>, operation: string | null) => Promise<void>

/** Tells it once in the time of the limit for each caller: in the log without a name, and as an event. */
export function exportAlarm(db: Database, subgraph: string, limit: ExportLimit): ExportAlarm {
  const told = new LRUCache<string, number>({ max: 10_000 })
  return async ({ principal: { name: caller, role, dealerId } }, operation) => {
    const now = performance.now()
    const key = `${role} ${caller}`
    if ((told.get(key) ?? -Infinity) > now - limit.seconds * 1000) return
    told.set(key, now)
    log.error({ role, dealerId, subgraph, operation, limit }, 'an export of people was stopped')
    const payload = { caller, role, dealerId, subgraph, operation, limit }
    await db.transaction(async tx => publish(tx, exportStopped, [{ key: caller, payload }]))
  }
}
