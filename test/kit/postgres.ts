import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrateAll } from '../../commands/migrate-all.ts'
import { startPostgres } from '#platform/embedded-postgres.ts'
import { createDatabase } from './database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The test run's PostgreSQL. */
    postgres: string
  }
}

/** One PostgreSQL for the whole run, with a migrated template that every test file's database is copied from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = mkdtempSync(join('/var/tmp', 'autograph-test-'))
  const postgres = await startPostgres({ directory, durable: false })
  await migrateAll(await createDatabase(postgres.url, { name: 'template_autograph' }))
  project.provide('postgres', postgres.url)
  return async () => {
    await postgres.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}
