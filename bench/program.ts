import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A program of ours, run as a process of its own while it is measured. */
export interface Program {
  /** Memory that the process holds, in MB; NaN where the system does not tell. */
  memory(): number
  /** CPU time that the process has taken, in milliseconds; NaN where the system does not tell. */
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
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  while (!(await isReady(ready))) {
    if (child.exitCode !== null) throw new Error(`${args.join(' ')} ended with ${child.exitCode}`)
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  return { memory: () => memoryOf(child), cpu: () => cpuOf(child), stop: () => stop(child) }
}

async function isReady(url: string): Promise<boolean> {
  return fetch(url, { headers: { 'apollo-require-preflight': 'true' } }).then(
    response => response.ok,
    () => false,
  )
}

function memoryOf(child: ChildProcess): number {
  try {
    const kilobytes = readFileSync(`/proc/${child.pid}/status`, 'utf8').match(/^VmRSS:\s+(\d+)/m)?.[1]
    return Number(kilobytes) / 1000
  } catch {
    return Number.NaN
  }
}

// Times in /proc are in hundredths of a second on every Linux that Node runs on.
function cpuOf(child: ChildProcess): number {
  try {
    const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return Number.NaN
  }
}

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
