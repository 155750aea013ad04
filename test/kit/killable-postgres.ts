import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startPostgres } from '#platform/embedded-postgres.ts'
import { openCluster } from '#platform/postgres-cluster.ts'
import { postgresPrograms, runProgram } from '#platform/postgres-programs.ts'
import { serverUser } from '#platform/server-user.ts'

/** A PostgreSQL of its own, durable as in life, that can be killed and comes back at the same address. */
export interface KillablePostgres {
  readonly url: string
  /** Kills the server, does what is to be done without it, starts it again, and waits until it has recovered. */
  killAndRestart(meanwhile?: () => Promise<void>): Promise<void>
  /** Stops the server and removes its data. */
  stop(): Promise<void>
}

/** How long a restart is tried, in milliseconds: it fails while the children of the killed server are still ending. */
const patience = 30_000

export async function startKillablePostgres(): Promise<KillablePostgres> {
  const directory = mkdtempSync(join('/var/tmp', 'autograph-killed-'))
  const server = await startPostgres({ directory })
  const user = serverUser()
  const programs = postgresPrograms(user)
  const { folder } = await openCluster(directory, programs, user)
  const log = join(folder, 'server.log')

  async function restart(until: number): Promise<void> {
    try {
      // With the settings of the last start, and so with its port.
      await runProgram(programs.pg_ctl, ['-D', folder, '-l', log, '-w', 'restart'], user)
    } catch (error) {
      if (Date.now() > until) throw error
      await pause(50)
      await restart(until)
    }
  }

  return {
    url: server.url,
    async killAndRestart(meanwhile) {
      process.kill(Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL')
      await meanwhile?.()
      await restart(Date.now() + patience)
    },
    async stop() {
      await server.stop()
      rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
