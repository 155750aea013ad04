import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { secrets } from './signed-source.ts'

/** A command of ours as a process, as a person would start it. */
export interface Running {
  readonly pid: number
  /** What it has said so far on both outputs. */
  readonly said: () => string
  /** Waits until it has said something that matches. */
  saying(pattern: RegExp): Promise<RegExpMatchArray>
  /** Waits for its end and gives its exit code, null when a signal ended it. */
  readonly ended: Promise<number | null>
  signal(name: NodeJS.Signals): void
}

const folder = join(import.meta.dirname, '../..')

/** Starts `node commands/NAME.ts …`; whoever starts it ends it. */
export function startCommand(name: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Running {
  const child = spawn(process.execPath, [join(folder, `commands/${name}.ts`), ...args], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: 'development', LOG_LEVEL: 'warn', GATEWAY_SECRETS: secrets.join(','), ...env },
  })
  let said = ''
  let heard = (): void => {}
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => {
      said += part.toString()
      heard()
    })
  const ended = new Promise<number | null>(resolve => child.once('exit', code => resolve(code)))
  const { pid } = child
  if (pid === undefined) throw new Error(`commands/${name}.ts did not start`)
  return {
    pid,
    said: () => said,
    ended,
    signal: signal => void child.kill(signal),
    async saying(pattern) {
      for (;;) {
        const match = said.match(pattern)
        if (match !== null) return match
        const over = await Promise.race([
          new Promise<false>(resolve => (heard = () => resolve(false))),
          ended.then(() => true),
        ])
        if (over && !pattern.test(said)) throw new Error(`commands/${name}.ts ended without saying ${pattern}: ${said}`)
      }
    },
  }
}
