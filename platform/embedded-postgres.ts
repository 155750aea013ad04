import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, statfsSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { postgresPrograms, type Programs } from './postgres-programs.ts'
import { homeFor, serverUser, type ServerUser } from './server-user.ts'

/** The data directory can't be used, for a reason that the person who started the program can mend. */
export class DataDirectoryUnusable extends Error {}

export interface EmbeddedPostgres {
  readonly url: string
  stop(): Promise<void>
}

export interface EmbeddedPostgresOptions {
  /** Where the data lives; made when it is missing. */
  readonly directory: string
  /** Wait for the disk at every commit. Off is for tests alone. @default true */
  readonly durable?: boolean
}

/** Free disk that a start asks for, in bytes: a new cluster takes 40 MB, its log of writes up to 128 MB. */
const roomNeeded = 300e6

/**
 * Starts the PostgreSQL server that npm brought, on a free port of 127.0.0.1. A server that a killed process left
 * behind is taken over; a directory that a living process uses is refused.
 */
export async function startPostgres({ directory, durable = true }: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const user = serverUser()
  const programs = postgresPrograms(user)
  const home = prepareHome(resolve(directory), user)
  const cluster = join(home, 'postgres')
  await ensureCluster(programs, { home, cluster, user })
  checkVersion(cluster, programs.major)

  const running = await connectToRunning(home, cluster)
  const port = running?.port ?? (await start(programs, { cluster, user, durable }))
  const url = `postgresql://autograph:${readFileSync(join(home, 'password'), 'utf8')}@127.0.0.1:${port}/postgres`
  const keeper = await takeOwnership(url, directory)

  return {
    url,
    async stop() {
      await keeper.end().catch(() => {})
      await run(programs.pg_ctl, ['stop', '-D', cluster, '-m', 'fast', '-w'], user)
    },
  }
}

interface Cluster {
  readonly home: string
  readonly cluster: string
  readonly user: ServerUser | null
}

function prepareHome(directory: string, user: ServerUser | null): string {
  mkdirSync(directory, { recursive: true })
  const home = homeFor(directory, user)
  const { bavail, bsize } = statfsSync(home)
  if (bavail * bsize < roomNeeded)
    throw new DataDirectoryUnusable(
      `There is no room in ${directory}: ${Math.floor((bavail * bsize) / 1e6)} MB are free, ${roomNeeded / 1e6} MB are needed.`,
    )
  return home
}

/** Makes the cluster aside and moves it into place, so that a half-made one is never found. */
async function ensureCluster(programs: Programs, { home, cluster, user }: Cluster): Promise<void> {
  if (existsSync(cluster)) return
  const making = join(home, `making-${process.pid}`)
  mkdirSync(making, { mode: 0o700 })
  const password = randomBytes(24).toString('base64url')
  const passwordFile = join(home, 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (user !== null) for (const path of [making, passwordFile]) chownSync(path, user.uid, user.gid)
  await run(
    programs.initdb,
    [
      '-D',
      making,
      '-U',
      'autograph',
      '--pwfile',
      passwordFile,
      '-A',
      'scram-sha-256',
      '-E',
      'UTF8',
      '--locale=C',
      '--no-sync',
    ],
    user,
  )
  renameSync(making, cluster)
}

function checkVersion(cluster: string, major: string): void {
  const found = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  if (found !== major)
    throw new DataDirectoryUnusable(
      `The data directory ${cluster} was made by PostgreSQL ${found}, this is ${major}. Start with another --data, or dump it with ${found} and load it here.`,
    )
}

/** Finds the server that is already running on the cluster, if there is one that answers. */
async function connectToRunning(home: string, cluster: string): Promise<{ port: number } | undefined> {
  const file = join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const port = Number(readFileSync(file, 'utf8').split('\n')[3])
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'autograph',
    database: 'postgres',
    password: readFileSync(join(home, 'password'), 'utf8'),
  })
  try {
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>('show data_directory')
    return rows[0]?.data_directory === cluster ? { port } : undefined
  } catch {
    return undefined
  } finally {
    await client.end().catch(() => {})
  }
}

/** Holds a lock in the server itself for as long as this process lives. */
async function takeOwnership(url: string, directory: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: `autograph ${process.pid}` })
  client.on('error', () => {})
  await client.connect()
  const { rows } = await client.query<{ mine: boolean; holder: string | null }>(`
    select pg_try_advisory_lock(hashtext('autograph_data')) as mine,
      (select application_name from pg_locks join pg_stat_activity using (pid)
       where locktype = 'advisory' and objid = hashtext('autograph_data')::bigint & 4294967295 limit 1) as holder`)
  if (rows[0]?.mine === true) return client
  await client.end()
  const holder = rows[0]?.holder?.replace('autograph', 'process') ?? 'another process'
  throw new DataDirectoryUnusable(`${directory} is in use by ${holder}. Stop it, or start with another --data.`)
}

async function start(
  programs: Programs,
  { cluster, user, durable }: Omit<Cluster, 'home'> & { durable: boolean },
): Promise<number> {
  const port = await freePort()
  const settings: Record<string, string | number> = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '256MB',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  const options = Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ')
  await run(programs.pg_ctl, ['start', '-D', cluster, '-l', join(cluster, 'server.log'), '-o', options, '-w'], user)
  return port
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((listening, failed) => server.once('error', failed).listen(0, '127.0.0.1', listening))
  const address = server.address()
  await new Promise(closed => server.close(closed))
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}

/** Runs a program to its end as the server's user; what it wrote becomes the error when it fails. */
async function run(program: string, args: readonly string[], user: ServerUser | null): Promise<void> {
  const child = spawn(program, args, {
    ...(user === null ? {} : { uid: user.uid, gid: user.gid }),
    cwd: '/',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (part: Buffer) => (said += part.toString()))
  const code = await new Promise<number | null>((ended, failed) => child.once('error', failed).once('exit', ended))
  if (code === 0) return
  if (/No space left on device/.test(said))
    throw new DataDirectoryUnusable(`There is no free disk space for the data directory.`)
  throw new Error(`${program} failed: ${said.trim()}`)
}
