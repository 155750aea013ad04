import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

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

/** A process and those that it started, as their `/proc/PID/stat` tells them: fields from the third one on. */
function family(child: ChildProcess): readonly (readonly string[])[] {
  const all = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(pid => {
      try {
        return [{ pid, fields: readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [] }]
      } catch {
        // It ended in the meantime.
        return []
      }
    })
  const members = new Set([String(child.pid)])
  for (const { pid, fields } of all) if (members.has(fields[1] ?? '')) members.add(pid)
  return all.filter(({ pid }) => members.has(pid)).map(({ fields }) => fields)
}

function sumOf(child: ChildProcess, read: (fields: readonly string[]) => number): number {
  return process.platform === 'linux' ? family(child).reduce((sum, fields) => sum + read(fields), 0) : Number.NaN
}

// Pages are of 4 kB, and times in hundredths of a second, on every Linux that Node is built for.
const memoryOf = (child: ChildProcess): number => sumOf(child, fields => (Number(fields[21]) * 4096) / 1_000_000)
const cpuOf = (child: ChildProcess): number => sumOf(child, fields => (Number(fields[11]) + Number(fields[12])) * 10)

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
