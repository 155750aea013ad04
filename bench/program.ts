import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cpuTimeOf } from './cpu-time.ts'
import { authorization, identityVariables } from './identity.ts'

/** A program of ours, run as a process of its own while it is measured. */
export interface Program {
  /** Memory that the process and those that it starts hold, in MB; NaN where the system does not tell. */
  memory(): number
  /** CPU time that they have taken, in milliseconds; NaN where the system does not tell. */
  cpu(): number
  stop(): Promise<void>
}

export interface ProgramOptions {
  /** The file and its arguments, from the project's folder. */
  readonly args: readonly string[]
  readonly databaseUrl?: string
  /** The address that answers 200 once the program is ready. */
  readonly ready: string
  /** The core that it runs on, where cores can be chosen. @default any */
  readonly core?: number | undefined
}

const folder = join(import.meta.dirname, '..')

/** Starts a program and waits until it is ready; what it says on standard error is shown when it ends instead. */
export async function runProgram({ args, databaseUrl, ready, core }: ProgramOptions): Promise<Program> {
  const pin = core === undefined ? [] : ['taskset', '-c', String(core)]
  const [program, ...rest] = [...pin, process.execPath, ...args]
  const child = spawn(program ?? process.execPath, rest, {
    cwd: folder,
    // The operations of a bench are its own: none of them is registered.
    env: {
      ...process.env,
      ...identityVariables,
      NODE_ENV: 'production',
      DOCUMENTS: 'any',
      EXPORT_LIMIT: '9999999/1',
      DATABASE_URL: databaseUrl,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  while (!(await isReady(ready))) {
    if (child.exitCode !== null) throw new Error(`${args.join(' ')} ended with ${child.exitCode}`)
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  return { memory: () => memoryOf(child), cpu: () => cpuOf(child), stop: () => stop(child) }
}

async function isReady(url: string): Promise<boolean> {
  return fetch(url, { headers: { 'apollo-require-preflight': 'true', authorization } }).then(
    response => response.ok,
    () => false,
  )
}

/** A process and those that it started. */
function family(child: ChildProcess): readonly string[] {
  const parents = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(pid => ({ pid, parent: statOf(pid)[1] }))
  const members = new Set([String(child.pid)])
  for (const { pid, parent } of parents) if (members.has(parent ?? '')) members.add(pid)
  return [...members]
}

/** What `/proc/PID/stat` tells from its third field on; nothing of a process that has ended. */
const statOf = (pid: string): readonly string[] => (read(pid, 'stat').split(') ').at(-1) ?? '').split(' ')

function read(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}

function sumOf(child: ChildProcess, figure: (pid: string) => number): number {
  return process.platform === 'linux' ? family(child).reduce((sum, pid) => sum + figure(pid), 0) : Number.NaN
}

// What several processes share, as the program itself, counts in parts, so that it is counted once.
const memoryOf = (child: ChildProcess): number =>
  sumOf(child, pid => Number(/^Pss:\s+(\d+) kB/m.exec(read(pid, 'smaps_rollup'))?.[1] ?? 0) / 1000)

const cpuOf = (child: ChildProcess): number => sumOf(child, cpuTimeOf)

/** Whether this system lets a program be bound to a core. */
export function canPin(): boolean {
  try {
    execFileSync('taskset', ['-cp', String(process.pid)])
    return true
  } catch {
    return false
  }
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise(resolve => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}
