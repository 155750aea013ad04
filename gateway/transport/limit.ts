export interface LimitOptions {
  /** Calls under way at once. */
  readonly concurrency: number
  /** Calls that may wait for their turn; a further one is turned away. */
  readonly queue: number
  /** Time without an end of any call, all places taken, from which on nobody waits any longer, in milliseconds. */
  readonly stall: number
}

/**
 * Lets a number of calls in at once and makes a bounded number of others wait, the first to come first. When those that
 * are in have all been hanging for a while, those that wait are turned away, so that they hold nothing meanwhile.
 */
export interface Limit {
  /** Resolves when it is the caller's turn; true: the caller leaves when done. False: there is no room, or no use, to wait. */
  enter(signal: AbortSignal): Promise<boolean> | boolean
  leave(): void
}

export function createLimit({ concurrency, queue, stall }: LimitOptions): Limit {
  const waiting = new Set<(comesIn: boolean) => void>()
  let inside = 0
  /** When the last place was taken or passed on. */
  let moved = 0
  return {
    enter(signal) {
      if (inside < concurrency) {
        moved = performance.now()
        inside++
        return true
      }
      if (performance.now() - moved >= stall) {
        for (const turnAway of waiting) turnAway(false)
        waiting.clear()
        return false
      }
      if (waiting.size >= queue) return false
      return new Promise((resolve, reject) => {
        const giveUp = (): void => {
          waiting.delete(start)
          // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- the reason that whoever aborts gives.
          reject(signal.reason)
        }
        const start = (comesIn: boolean): void => {
          signal.removeEventListener('abort', giveUp)
          resolve(comesIn)
        }
        if (signal.aborted) return giveUp()
        waiting.add(start)
        signal.addEventListener('abort', giveUp, { once: true })
      })
    },
    leave() {
      moved = performance.now()
      const [next] = waiting
      if (next === undefined) {
        inside--
        return
      }
      // The place passes on: nobody who comes later overtakes those who wait.
      waiting.delete(next)
      next(true)
    },
  }
}
