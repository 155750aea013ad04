import { migrate } from '#platform/migrate.ts'
import { registry } from '../subgraphs/registry.ts'

/** Brings the tables of all subgraphs up to date. */
export const migrateAll = (databaseUrl: string): Promise<void> =>
  migrate(
    databaseUrl,
    registry.map(({ subgraph }) => subgraph.migrations),
  )
