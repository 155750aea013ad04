import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrateAll } from '../commands/migrate-all.ts'
import { progressBar } from '../commands/progress.ts'
import { loadDemo } from '../demo/load/load-demo.ts'
import { startPostgres } from '#platform/embedded-postgres.ts'
import { analyse } from './analyse.ts'

export interface BenchDatabase {
  readonly url: string
  close(): Promise<void>
}

/** A database with the demo data: that of BENCH_DATABASE_URL, already loaded, or a new one that is thrown away. */
export async function openBenchDatabase(): Promise<BenchDatabase> {
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
    await loadDemo({ databaseUrl: postgres.url, profile: 'demo', onProgress: progressBar(process.stderr) })
    await analyse(postgres.url)
  } catch (error) {
    await close()
    throw error
  }
  return { url: postgres.url, close }
}
