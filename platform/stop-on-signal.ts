import { config } from './config.ts'
import { log } from './log.ts'

let stopNow: (() => Promise<void>) | undefined
let stopping = false

/** Whether a signal has come: what fails from then on fails because things are being closed. */
export const isStopping = (): boolean => stopping

/**
 * Says how this process stops: on the first SIGINT or SIGTERM, and ends when that is done; a second signal ends it at
 * once. What was said later replaces what was said before, as the process opens more that has to be closed.
 */
export function stopOnSignal(stop: () => Promise<void>): void {
  const first = stopNow === undefined
  stopNow = stop
  if (!first) return
  const onSignal = (): void => {
    if (stopping) process.exit(1)
    stopping = true
    stopNow?.().then(
      // With 0, unless another code was set.
      () => process.exit(),
      (error: unknown) => {
        log.error({ err: error }, 'the stop was not clean')
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  if (config.startedByNpm) onParentGone(onSignal)
}

/** npm hands a signal to the shell that it started us with, and that shell ends without handing it on. */
function onParentGone(callback: () => void): void {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    callback()
  }, 200)
  timer.unref()
}
