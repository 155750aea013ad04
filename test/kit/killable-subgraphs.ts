import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { migrateAll } from '../../commands/migrate-all.ts'
import { startCommand } from './command-process.ts'
import { startKillablePostgres } from './killable-postgres.ts'

/** Subgraphs as processes, on a PostgreSQL of their own; all can be killed and come back where they were. */
export interface KillableSubgraphs {
  readonly databaseUrl: string
  readonly urlOf: (name: string) => string
  /** Runs SQL over all schemas; waits while the server is away. */
  readonly sql: <Row extends object = any>(text: string, values?: readonly unknown[]) => Promise<Row[]>
  /** Kills a subgraph, does what is to be done without it, and starts it again. */
  kill(name: string, meanwhile?: () => Promise<void>): Promise<void>
  killPostgres(meanwhile?: () => Promise<void>): Promise<void>
  stop(): Promise<void>
}

/** Starts them with empty tables; the environment is that of their processes. */
export async function startKillableSubgraphs(
  names: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<KillableSubgraphs> {
  const postgres = await startKillablePostgres()
  await migrateAll(postgres.url)
  const pool = new pg.Pool({ connectionString: postgres.url, max: 2 })
  pool.on('error', () => {})

  async function start(name: string, port: string) {
    const env = { DATABASE_URL: postgres.url, LOG_LEVEL: 'silent', ...environment }
    const running = startCommand('subgraph', [name, '--port', port], env)
    const [, url = ''] = await running.saying(/answers at (http:\/\/[\d.:]+)/)
    return { ...running, url }
  }
  const processes = new Map(await Promise.all(names.map(async name => [name, await start(name, '0')] as const)))
  const processOf = (name: string) => {
    const running = processes.get(name)
    if (running === undefined) throw new Error(`no subgraph ${name} was started`)
    return running
  }

  return {
    databaseUrl: postgres.url,
    urlOf: name => processOf(name).url,
    async sql<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
      for (let tries = 0; ; tries++)
        try {
          return (await pool.query<Row>(text, [...values])).rows
        } catch (error) {
          // The server may just be killed.
          if (tries === 200 || isOfStatement(error)) throw error
          await pause(50)
        }
    },
    async kill(name, meanwhile) {
      const running = processOf(name)
      running.signal('SIGKILL')
      await running.ended
      await meanwhile?.()
      processes.set(name, await start(name, new URL(running.url).port))
    },
    killPostgres: meanwhile => postgres.killAndRestart(meanwhile),
    async stop() {
      await pool.end()
      for (const running of processes.values()) running.signal('SIGKILL')
      await Promise.all([...processes.values()].map(({ ended }) => ended))
      await postgres.stop()
    },
  }
}

/** Whether the server answered that the statement itself can't be: classes 22, 23 and 42 of its codes. */
const isOfStatement = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && /^(22|23|42)/.test(error.code ?? '')
