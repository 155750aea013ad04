import type { OwnerConnection } from './owner-connection.ts'
import { profiles, type Profile, type ProfileName } from '../world/profile.ts'
import { makeWorld } from '../world/world.ts'
import { insertRows } from './bulk.ts'
import { loadCustomer } from './customer.ts'
import { loadErpAdapter } from './erp-adapter.ts'
import type { Load } from './load.ts'
import { claim, markLoaded } from './loaded.ts'
import { loadMarketing } from './marketing.ts'
import { inOneTransaction } from './owner-connection.ts'
import { loadSales } from './sales.ts'
import { loadService } from './service.ts'
import { loadTimeline } from './timeline.ts'

export interface LoadDemoOptions {
  /** A migrated database without customers; the user must own the tables. */
  readonly databaseUrl: string
  readonly profile: ProfileName
  /** The same seed makes the same data. @default 1 */
  readonly seed?: number
  readonly onProgress?: (progress: Progress) => void
}

export interface Progress {
  /** Rows written. */
  readonly done: number
  /** Rows to write, by estimate; equal to `done` at the end. */
  readonly total: number
  /** What is being written, for a person to read. */
  readonly what: string
}

/** Rows by table, such as `sales.dealer`. */
export type Summary = ReadonlyMap<string, number>

/** Rows that a car of the world makes in all tables, by measurement. */
const rowsPerVehicle = 100

const stages: readonly (readonly [what: string, load: (load: Load) => Promise<void>])[] = [
  ['customers', loadCustomer],
  ['cars and factory events', loadErpAdapter],
  ['dealers, orders and sales', loadSales],
  ['service', loadService],
  ['marketing', loadMarketing],
  ['timelines', loadTimeline],
]

/** Loads a world into all subgraphs' tables: the whole of it or, when anything fails, nothing. */
export async function loadDemo({ databaseUrl, profile, seed = 1, onProgress }: LoadDemoOptions): Promise<Summary> {
  const counts = new Map<string, number>()
  await inOneTransaction(databaseUrl, async connection => {
    await claim(connection.client)
    await loadWorld(connection, { profile: profiles[profile], seed, counts, onProgress })
    await markLoaded(connection.client, { profile, seed })
  })
  return counts
}

interface Loading {
  readonly profile: Profile
  readonly seed: number
  readonly counts: Map<string, number>
  readonly onProgress: ((progress: Progress) => void) | undefined
}

async function loadWorld(connection: OwnerConnection, { profile, seed, counts, onProgress }: Loading): Promise<void> {
  const expected = profile.vehicles * rowsPerVehicle
  let done = 0
  for (const [what, loadStage] of stages) {
    const tell = (rows: number): void => {
      done += rows
      onProgress?.({ done, total: Math.max(done, expected), what })
    }
    const count = (table: string, rows: number): unknown => counts.set(table, (counts.get(table) ?? 0) + rows)
    await loadStage({
      ...connection,
      world: makeWorld(profile, seed),
      async insert(table, rows) {
        count(table, await insertRows(connection.client, table, rows, { wrote: tell }))
      },
      wrote(table, rows) {
        count(table, rows)
        tell(rows)
      },
    })
  }
  onProgress?.({ done, total: done, what: 'done' })
}
