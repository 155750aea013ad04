import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { DataDirectoryUnusable, openCluster, type Cluster } from './postgres-cluster.ts'
import { postgresPrograms, runProgram } from './postgres-programs.ts'
import { serverUser } from './server-user.ts'

export interface EmbeddedPostgres {
  readonly url: string
  /** Leaves the server; the last process to leave stops it. */
  stop(): Promise<void>
}

export interface EmbeddedPostgresOptions {
  /** Where the data lives; made when it is missing. */
  readonly directory: string
  /** Wait for the disk at every commit. Off is for tests alone. @default true */
  readonly durable?: boolean
  /** Use the directory together with other processes that share it, such as one per subgraph. @default false */
  readonly shared?: boolean
}

/** How long a start that fails is tried again, in milliseconds. */
const patience = 5000

/**
 * Starts the PostgreSQL server that npm brought, on a free port of 127.0.0.1. A server that a killed process left
 * behind is taken over; a directory that a living process has for itself is refused.
 */
export async function startPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { directory, durable = true, shared = false } = options
  const user = serverUser()
  const programs = postgresPrograms(user)
  const cluster = await openCluster(directory, programs, user)
  const pgCtl = (...args: readonly string[]): Promise<void> =>
    runProgram(programs.pg_ctl, ['-D', cluster.folder, ...args], user)

  async function start(until = Date.now() + patience): Promise<string> {
    const settings = await settingsOf(durable)
    try {
      await pgCtl('start', '-l', join(cluster.folder, 'server.log'), '-o', settings, '-w')
    } catch (error) {
      // Another process may have been first, or the children of a killed server are still ending.
      const other = await findRunning(cluster)
      if (other !== undefined) return other
      if (Date.now() > until) throw error
      await pause(200)
      return start(until)
    }
    const url = await findRunning(cluster)
    if (url === undefined) throw new Error('the database server started and does not answer')
    return url
  }

  const url = (await findRunning(cluster)) ?? (await start())
  const claim = await claimDirectory(url, { directory, shared })
  return {
    url,
    async stop() {
      if (await claim.release()) await pgCtl('stop', '-m', 'fast', '-w')
    },
  }
}

/** The address of the server that runs on a data directory, for who works beside a system; undefined when none runs. */
export async function runningPostgres(directory: string): Promise<string | undefined> {
  const user = serverUser()
  return findRunning(await openCluster(directory, postgresPrograms(user), user))
}

async function settingsOf(durable: boolean): Promise<string> {
  const settings = {
    port: await freePort(),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '256MB',
    // Room for the names that captures lock one by one.
    max_locks_per_transaction: 128,
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ')
}

/** The address of the server that is already running on the cluster, if there is one that answers. */
async function findRunning({ folder, password }: Cluster): Promise<string | undefined> {
  const file = join(folder, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const port = readFileSync(file, 'utf8').split('\n')[3]
  const url = `postgresql://autograph:${password}@127.0.0.1:${port}/postgres`
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>('show data_directory')
    return rows[0]?.data_directory === folder ? url : undefined
  } catch {
    return undefined
  } finally {
    await client.end().catch(() => {})
  }
}

interface Claim {
  /** Gives the directory up; tells whether nobody else uses it, so that the server can stop. */
  release(): Promise<boolean>
}

/** Holds a lock in the server itself for as long as this process lives. */
async function claimDirectory(
  url: string,
  { directory, shared }: { directory: string; shared: boolean },
): Promise<Claim> {
  const client = new pg.Client({ connectionString: url, application_name: `process ${process.pid}` })
  client.on('error', () => {})
  await client.connect()
  const tryLock = async (lock: string): Promise<boolean> => {
    const { rows } = await client.query<{ mine: boolean }>(`select ${lock}(hashtext('autograph_data')) as mine`)
    return rows[0]?.mine === true
  }
  const lock = shared ? 'pg_try_advisory_lock_shared' : 'pg_try_advisory_lock'
  // A process that was killed a moment ago still counts until the server has seen its connection end.
  const until = Date.now() + 1000
  let mine = await tryLock(lock)
  while (!mine && Date.now() < until) {
    await pause(100)
    mine = await tryLock(lock)
  }
  if (!mine) {
    const { rows } = await client.query<{ application_name: string }>(`
      select application_name from pg_locks join pg_stat_activity using (pid)
      where locktype = 'advisory' and granted and application_name like 'process %' limit 1`)
    await client.end()
    throw new DataDirectoryUnusable(
      `${directory} is in use by ${rows[0]?.application_name ?? 'another process'}. Stop it, or start with another --data.`,
    )
  }
  return {
    async release() {
      try {
        if (!shared) return true
        await client.query(`select pg_advisory_unlock_shared(hashtext('autograph_data'))`)
        return await tryLock('pg_try_advisory_lock')
      } catch {
        return false
      } finally {
        await client.end().catch(() => {})
      }
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((listening, failed) => server.once('error', failed).listen(0, '127.0.0.1', listening))
  const address = server.address()
  await new Promise(closed => server.close(closed))
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}
