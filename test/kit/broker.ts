import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '#platform/free-port.ts'
import { searchPath } from './installed.ts'
import { listens } from './listens.ts'

/** A Mosquitto of its own, which keeps on disk what it has taken. */
export interface Broker {
  readonly url: string
  /** What it says of the packets that it sent and received since it was made. */
  readonly said: () => string
  start(): Promise<void>
  /** Ends it: as an operator would, or as a crash would. */
  end(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>
  remove(): Promise<void>
}

export async function startBroker(): Promise<Broker> {
  const folder = mkdtempSync(join(tmpdir(), 'autograph-broker-'))
  const port = await freePort()
  const file = join(folder, 'mosquitto.conf')
  writeFileSync(
    file,
    `listener ${port} 127.0.0.1
allow_anonymous true
persistence true
persistence_location ${folder}/
autosave_interval 1
autosave_on_changes true
log_dest file ${folder}/said
log_type all
user ${process.getuid?.() === 0 ? 'root' : ''}
`.replace(/^user $/m, ''),
  )
  let child: ChildProcess | undefined
  const broker: Broker = {
    url: `mqtt://127.0.0.1:${port}`,
    said: () => readFileSync(join(folder, 'said'), 'utf8'),
    async start() {
      child = spawn('mosquitto', ['-c', file], { stdio: 'ignore', env: searchPath })
      while (!(await listens(port))) {
        if (child.exitCode !== null) throw new Error(`mosquitto ended with ${child.exitCode}`)
        await pause(20)
      }
    },
    async end(signal = 'SIGTERM') {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
      const ended = new Promise(resolve => child?.once('exit', resolve))
      child.kill(signal)
      await ended
    },
    async remove() {
      await broker.end()
      rmSync(folder, { recursive: true })
    },
  }
  await broker.start()
  return broker
}
