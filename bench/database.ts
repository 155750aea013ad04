import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrateAll } from '../commands/migrate-all.ts'
import { progressBar } from '../commands/progress.ts'
import { loadDemo } from '../demo/load/load-demo.ts'
import type { ProfileName } from '../demo/world/profile.ts'
import { startPostgres } from '#platform/embedded-postgres.ts'
import { analyse } from './analyse.ts'

export interface BenchDatabase {
  readonly url: string
  close(): Promise<void>
}

/** Fills an empty database with the demo data of a profile. */
export const demoOf =
  (profile: ProfileName) =>
  async (databaseUrl: string): Promise<void> =>
    void (await loadDemo({ databaseUrl, profile, onProgress: progressBar(process.stderr) }))

/** A filled database, with the demo unless it is said how: that of BENCH_DATABASE_URL, or a new one that is thrown away. */
export async function openBenchDatabase(
  fill: (databaseUrl: string) => Promise<void> = demoOf('demo'),
): Promise<BenchDatabase> {
  const given = process.env['BENCH_DATABASE_URL']
  if (given !== undefined) return { url: given, close: async () => {} }
  const directory = await mkdtemp(join(tmpdir(), 'autograph-bench-'))
  const remove = (): Promise<void> => rm(directory, { recursive: true, force: true, maxRetries: 5 })
  const postgres = await startPostgres({ directory }).catch(async (error: unknown) => {
    await remove()
    throw error
  })
  const close = async (): Promise<void> => {
    await postgres.stop()
    await remove()
  }
  try {
    await migrateAll(postgres.url)
    await fill(postgres.url)
    await analyse(postgres.url)
  } catch (error) {
    await close()
    throw error
  }
  return { url: postgres.url, close }
}
