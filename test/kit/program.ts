import { onTestFinished } from 'vitest'
import { startCommand, type Running } from './command-process.ts'

/** Starts `node commands/NAME.ts …`; it is killed at the end of the test if it still runs. */
export function runCommand(...command: Parameters<typeof startCommand>): Running {
  const running = startCommand(...command)
  onTestFinished(async () => {
    running.signal('SIGKILL')
    await running.ended
  })
  return running
}
