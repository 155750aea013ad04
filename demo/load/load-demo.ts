import type { Client } from 'pg'
import type { OwnerConnection } from './owner-connection.ts'
import { profiles, type Profile, type ProfileName } from '../world/profile.ts'
import { makeWorld } from '../world/world.ts'
import { loadCustomer } from './load-customer.ts'
import { loadDemand } from './load-demand.ts'
import { loadErpAdapter } from './load-erp-adapter.ts'
import { insertRows } from './insert-rows.ts'
import type { Load } from './load.ts'
import { claim, markLoaded } from './loaded.ts'
import { loadLifecycles } from './load-lifecycles.ts'
import { loadMarketing } from './load-marketing.ts'
import { inOneTransaction } from './owner-connection.ts'
import { checkReferences, postponeReferences } from './references.ts'
import { loadSales } from './load-sales.ts'
import { loadService } from './load-service.ts'
import { loadTimeline } from './load-timeline.ts'

export interface LoadDemoOptions {
  /** A migrated database without customers; the user must own the tables. */
  readonly databaseUrl: string
  readonly profile: ProfileName
  /** The same seed makes the same data. @default 1 */
  readonly seed?: number
  /** Called as rows are written: how many of an estimated number, and what they are. */
  readonly onProgress?: OnProgress
}

/** The last call has as many done as there are in all. */
export type OnProgress = (done: number, total: number, what: string) => void

/** Rows by table, such as `sales.dealer`. */
export type Summary = ReadonlyMap<string, number>

/** Rows that a car of the world makes in all tables, by measurement. */
const rowsPerVehicle = 148

const stages: readonly (readonly [what: string, load: (load: Load) => Promise<void>])[] = [
  ['customers', loadCustomer],
  ['cars and factory events', loadErpAdapter],
  ['dealers, orders and sales', loadSales],
  ['demand', loadDemand],
  ['service', loadService],
  ['marketing', loadMarketing],
  ['timelines', loadTimeline],
  ['lifecycles', loadLifecycles],
]

/** Loads a world into all subgraphs' tables: the whole of it or, when anything fails, nothing. */
export async function loadDemo({ databaseUrl, profile, seed = 1, onProgress }: LoadDemoOptions): Promise<Summary> {
  const counts = new Map<string, number>()
  await inOneTransaction(databaseUrl, async connection => {
    await claim(connection.client)
    await postponeReferences(connection.client)
    await loadWorld(connection, { profile: profiles[profile], seed, counts, onProgress })
    await analyse(connection.client, [...counts.keys()])
    await checkReferences(connection.client, schemas)
    await markLoaded(connection.client, { profile, seed })
  })
  return counts
}

const schemas = ['customer', 'erp_adapter', 'marketing', 'sales', 'service']

/** Tells the planner of what was written; a sample of a few thousand rows is enough for tables as even as these. */
async function analyse(client: Client, tables: readonly string[]): Promise<void> {
  await client.query('set local default_statistics_target = 30')
  await client.query(`analyze ${tables.join(', ')}`)
}

interface Loading {
  readonly profile: Profile
  readonly seed: number
  readonly counts: Map<string, number>
  readonly onProgress: OnProgress | undefined
}

async function loadWorld(connection: OwnerConnection, { profile, seed, counts, onProgress }: Loading): Promise<void> {
  const expected = profile.vehicles * rowsPerVehicle
  const world = makeWorld(profile, seed)
  let done = 0
  for (const [what, loadStage] of stages) {
    const tell = (rows: number): void => {
      done += rows
      // An estimate that is too low must not say that all is done.
      onProgress?.(done, Math.max(done + 1, expected), what)
    }
    const count = (table: string, rows: number): unknown => counts.set(table, (counts.get(table) ?? 0) + rows)
    await loadStage({
      ...connection,
      world,
      async insert(table, rows) {
        count(table, await insertRows(connection.client, table, { rows, wrote: tell }))
      },
      wrote(table, rows) {
        count(table, rows)
        tell(rows)
      },
    })
  }
  onProgress?.(done, done, 'all data')
}
