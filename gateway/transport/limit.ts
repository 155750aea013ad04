export interface LimitOptions {
  /** Calls under way at once. */
  readonly concurrency: number
  /** Calls that may wait for their turn; a further one is turned away. */
  readonly queue: number
}

/** Lets a number of calls in at once and makes a bounded number of others wait, the first to come first. */
export interface Limit {
  /** Resolves when it is the caller's turn; true: the caller leaves when done. False: there is no room to wait. */
  enter(signal: AbortSignal): Promise<boolean> | boolean
  leave(): void
}

export function createLimit({ concurrency, queue }: LimitOptions): Limit {
  const waiting = new Set<() => void>()
  let inside = 0
  return {
    enter(signal) {
      if (inside < concurrency) {
        inside++
        return true
      }
      if (waiting.size >= queue) return false
      return new Promise((resolve, reject) => {
        const giveUp = (): void => {
          waiting.delete(start)
          // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- the reason that whoever aborts gives.
          reject(signal.reason)
        }
        const start = (): void => {
          signal.removeEventListener('abort', giveUp)
          resolve(true)
        }
        if (signal.aborted) return giveUp()
        waiting.add(start)
        signal.addEventListener('abort', giveUp, { once: true })
      })
    },
    leave() {
      const [next] = waiting
      if (next === undefined) {
        inside--
        return
      }
      // The place passes on: nobody who comes later overtakes those who wait.
      waiting.delete(next)
      next()
    },
  }
}
