import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A program of ours, run as a process of its own while it is measured. */
export interface Program {
  /** Memory that the process holds, in MB; NaN where the system does not tell. */
  memory(): number
  stop(): Promise<void>
}

export interface ProgramOptions {
  /** The file and its arguments, from the project's folder. */
  readonly args: readonly string[]
  readonly databaseUrl: string
  /** The address that answers 200 once the program is ready. */
  readonly ready: string
}

const folder = join(import.meta.dirname, '..')

/** Starts a program and waits until it is ready; what it says on standard error is shown when it ends instead. */
export async function runProgram({ args, databaseUrl, ready }: ProgramOptions): Promise<Program> {
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  while (!(await isReady(ready))) {
    if (child.exitCode !== null) throw new Error(`${args.join(' ')} ended with ${child.exitCode}`)
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  return { memory: () => memoryOf(child), stop: () => stop(child) }
}

async function isReady(url: string): Promise<boolean> {
  return fetch(url).then(
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

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise(resolve => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}
