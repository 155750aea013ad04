import { Redis } from 'ioredis'
import { log } from './log.ts'

/** How counts are held in Redis; what isn't said is for a Redis in the same network. */
export interface SharedCountOptions {
  readonly url: string
  /** Longest time that Redis is waited for, in milliseconds. @default 100 */
  readonly patience?: number | undefined
  /** What is counted, such as `rates`: for the log. */
  readonly what: string
  /** The part of what is shared that this process gives by itself while Redis is away: for the log. */
  readonly share: number
}

/** Counts that all processes hold together in one Redis. */
export interface SharedCount {
  /**
   * Does a script on one key, and takes what it answers, in one step for all processes; while Redis is away, or answers
   * what can't be taken, does what this process can do alone.
   */
  together<Result>(script: CountingScript<Result>, alone: () => Result | Promise<Result>): Promise<Result>
  stop(): Promise<void>
}

export interface CountingScript<Result> {
  /** In Lua. */
  readonly text: string
  readonly key: string
  readonly args: readonly (string | number)[]
  readonly take: (answer: unknown) => Result
}

/** Connects to Redis, again and again while it is away. */
export function sharedCount({ url, patience = 100, what, share }: SharedCountOptions): SharedCount {
  const redis = new Redis(url, {
    commandTimeout: patience,
    connectTimeout: 1000,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: times => Math.min(times * 50, 1000),
  })
  let isAway = false
  // Each failed connection is told; what matters is told when something is counted.
  redis.on('error', () => {})
  return {
    async together({ text, key, args, take }, alone) {
      try {
        const result = take(await redis.call('EVAL', text, 1, key, ...args))
        if (isAway) log.warn(`Redis is back: ${what} are counted together again`)
        isAway = false
        return result
      } catch (error) {
        if (!isAway) log.warn({ err: error, share }, `Redis is away: each process counts ${what} for its share`)
        isAway = true
        return alone()
      }
    },
    async stop() {
      redis.disconnect()
    },
  }
}
