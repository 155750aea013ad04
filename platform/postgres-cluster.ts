import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { runProgram, type Programs } from './postgres-programs.ts'
import { homeFor, type ServerUser } from './server-user.ts'
import { StartRefused } from './start-refused.ts'

/** The data directory can't be used. */
export class DataDirectoryUnusable extends StartRefused {}

/** A PostgreSQL data directory that is there and fits the programs. */
export interface Cluster {
  readonly folder: string
  readonly password: string
}

/** Free disk that a start asks for, in bytes: a new cluster takes 40 MB, its log of writes up to 128 MB. */
const roomNeeded = 300e6

/** Finds the cluster of a data directory, or makes it. */
export async function openCluster(directory: string, programs: Programs, user: ServerUser | null): Promise<Cluster> {
  mkdirSync(directory, { recursive: true })
  const home = homeFor(resolve(directory), user)
  const { bavail, bsize } = statfsSync(home)
  assertRoom(directory, bavail * bsize)
  const folder = join(home, 'postgres')
  if (!existsSync(folder)) await makeCluster(folder, programs, user)
  assertVersion(folder, programs.major)
  return { folder, password: readFileSync(join(folder, passwordFile), 'utf8') }
}

const passwordFile = 'autograph.password'

/** Makes the cluster aside and moves it into place, so that a half-made one is never found. */
async function makeCluster(folder: string, programs: Programs, user: ServerUser | null): Promise<void> {
  const making = `${folder}-${process.pid}`
  const password = `${making}.password`
  mkdirSync(making, { mode: 0o700 })
  writeFileSync(password, randomBytes(24).toString('base64url'), { mode: 0o600 })
  if (user !== null) for (const path of [making, password]) chownSync(path, user.uid, user.gid)
  const options = [
    '-U',
    'autograph',
    '--pwfile',
    password,
    '-A',
    'scram-sha-256',
    '-E',
    'UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-sync',
  ]
  try {
    await runProgram(programs.initdb, ['-D', making, ...options], user)
    renameSync(password, join(making, passwordFile))
    renameSync(making, folder)
  } catch (error) {
    rmSync(making, { recursive: true, force: true })
    rmSync(password, { force: true })
    if (error instanceof Error && error.message.includes('No space left on device'))
      throw new DataDirectoryUnusable(`There is no free disk space for ${folder}.`)
    // Another process that started at the same time was first: its cluster serves both.
    if (!existsSync(folder)) throw error
  }
}

export function assertRoom(directory: string, free: number): void {
  if (free >= roomNeeded) return
  const [has, needs] = [free, roomNeeded].map(bytes => `${Math.floor(bytes / 1e6)} MB`)
  throw new DataDirectoryUnusable(`There is no room in ${directory}: ${has} are free, ${needs} are needed.`)
}

function assertVersion(folder: string, major: string): void {
  const found = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim()
  if (found === major) return
  throw new DataDirectoryUnusable(
    `The data directory ${folder} was made by PostgreSQL ${found}, this is ${major}. Start with another --data, or dump it with ${found} and load it here.`,
  )
}
