import { resolve } from 'node:path'
import { config } from '#platform/config.ts'
import { runningPostgres, startPostgres } from '#platform/embedded-postgres.ts'
import { migrateAll } from './migrate-all.ts'

/** The database of a command, with every subgraph's tables up to date. */
export interface Store {
  readonly url: string
  close(): Promise<void>
}

/** The data directory when none is named. */
export const defaultDirectory = '.autograph'

export interface StoreOptions {
  /** The data directory of the embedded PostgreSQL. @default '.autograph', unless DATABASE_URL is set */
  readonly directory?: string | undefined
  /** Whether other processes of ours may use the directory too. @default false */
  readonly shared?: boolean
  /** Whether a system that runs on the directory is no hindrance: then its server is used, and its tables as they are. @default false */
  readonly beside?: boolean
}

/** Opens the data directory that was named, else DATABASE_URL, else `.autograph` in this folder. */
export async function openStore({ directory, shared = false, beside = false }: StoreOptions): Promise<Store> {
  const foreign = directory === undefined ? config.databaseUrl : undefined
  if (foreign !== undefined) {
    await migrateAll(foreign)
    return { url: foreign, close: async () => {} }
  }
  const folder = resolve(directory ?? defaultDirectory)
  const running = beside ? await runningPostgres(folder) : undefined
  if (running !== undefined) return { url: running, close: async () => {} }
  const postgres = await startPostgres({ directory: folder, shared })
  try {
    await migrateAll(postgres.url)
  } catch (error) {
    await postgres.stop()
    throw error
  }
  return { url: postgres.url, close: () => postgres.stop() }
}
