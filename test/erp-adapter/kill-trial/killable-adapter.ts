import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { migrateAll } from '../../../commands/migrate-all.ts'
import { startCommand } from '../../kit/command-process.ts'
import { startKillablePostgres } from '../../kit/killable-postgres.ts'
import { describePlant } from '../plant.ts'
import { trialSender } from './trial-sender.ts'

/** The ERP adapter as a process, on a PostgreSQL of its own; both can be killed and come back where they were. */
export interface KillableAdapter {
  readonly url: string
  /** Runs SQL over all schemas; waits while the server is away. */
  readonly sql: <Row extends object = any>(text: string, values?: readonly unknown[]) => Promise<Row[]>
  /** Kills it, does what is to be done without it, and starts it again. */
  killAdapter(meanwhile?: () => Promise<void>): Promise<void>
  killPostgres(meanwhile?: () => Promise<void>): Promise<void>
  stop(): Promise<void>
}

/** Starts both, with the tests' plant and the trial's sender described; the environment is the adapter's own. */
export async function startKillableAdapter(environment: NodeJS.ProcessEnv = {}): Promise<KillableAdapter> {
  const postgres = await startKillablePostgres()
  await migrateAll(postgres.url)
  const pool = new pg.Pool({ connectionString: postgres.url, max: 2 })
  pool.on('error', () => {})
  async function sql<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    for (let tries = 0; ; tries++)
      try {
        return (await pool.query<Row>(text, [...values])).rows
      } catch (error) {
        // The server may just be killed.
        if (tries === 200) throw error
        await pause(50)
      }
  }
  await describePlant({ sql })
  await sql('insert into erp_adapter.ingest_sender (name, secrets) values ($1, $2)', [
    trialSender.sender,
    [trialSender.secret],
  ])

  async function start(port: string) {
    const env = { DATABASE_URL: postgres.url, LOG_LEVEL: 'silent', ...environment }
    const running = startCommand('subgraph', ['erp-adapter', '--port', port], env)
    const [, url = ''] = await running.saying(/answers at (http:\/\/[\d.:]+)/)
    return { ...running, url }
  }
  let adapter = await start('0')
  const { url } = adapter

  return {
    url,
    sql,
    async killAdapter(meanwhile) {
      adapter.signal('SIGKILL')
      await adapter.ended
      await meanwhile?.()
      adapter = await start(new URL(url).port)
    },
    killPostgres: meanwhile => postgres.killAndRestart(meanwhile),
    async stop() {
      await pool.end()
      adapter.signal('SIGKILL')
      await adapter.ended
      await postgres.stop()
    },
  }
}
