import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { openDatabase, type Database } from '#platform/database.ts'
import { migrate } from '#platform/migrate.ts'
import { createDatabase } from '../kit/database.ts'

/** A folder of the test's own; whoever makes it removes it. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'autograph-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** An empty database on the test run's server. */
export const emptyDatabase = (): Promise<string> => createDatabase(inject('postgres'), { name: `test_${randomUUID()}` })

/** A database with the platform's tables and those of a schema `probe`, which exists for one test file. */
export interface Probe {
  readonly url: string
  readonly db: Database
  stop(): Promise<void>
}

export async function startProbe(tables: string): Promise<Probe> {
  const url = await emptyDatabase()
  const migrations = temporaryFolder()
  writeFileSync(join(migrations.path, '001-probe.sql'), tables)
  await migrate(url, [{ schema: 'probe', folder: migrations.path }])
  migrations.remove()
  const db = openDatabase({ url, schema: 'probe' })
  return { url, db, stop: () => db.close() }
}
