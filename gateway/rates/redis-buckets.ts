import { z } from 'zod'
import { sharedCount } from '#platform/shared-count.ts'
import type { Allowance, Taken } from './bucket.ts'
import type { Buckets } from './buckets.ts'
import { memoryBuckets } from './memory-buckets.ts'

export interface RedisBucketsOptions {
  readonly url: string
  readonly allowance: Allowance
  /** The part of each allowance that this process gives by itself while Redis is away. @default 0.25 */
  readonly share?: number
  /** Longest time that Redis is waited for, in milliseconds. @default 100 */
  readonly patience?: number | undefined
}

/**
 * Takes from a bucket in one step. Redis's own clock counts, so that the clocks of gateways don't. A bucket that Redis
 * doesn't have begins with what the gateway knows of it: after a loss of all data nobody has more than before.
 */
const script = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local burst, rate, cost = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local known = redis.call('HMGET', KEYS[1], 'left', 'at')
local left = tonumber(known[1] or ARGV[4])
local at = tonumber(known[2] or now)
left = math.min(burst, left + math.max(0, now - at) * rate / 1000)
local wait = 0
if cost <= left then left = left - cost else wait = math.max(1, math.ceil((cost - left) / rate * 1000)) end
redis.call('HSET', KEYS[1], 'left', tostring(left), 'at', tostring(now))
redis.call('PEXPIRE', KEYS[1], math.ceil(burst / rate * 1000) + 1000)
return wait`

const waits = z.number().int().nonnegative()

/** Buckets that all gateways share in Redis; while it is away each gives a share of every allowance by itself. */
export function redisBuckets({ url, allowance, share = 0.25, patience }: RedisBucketsOptions): Buckets {
  const { burst, perSecond } = allowance
  const mirror = memoryBuckets({ allowance })
  const alone = memoryBuckets({ allowance: { burst: burst * share, perSecond: perSecond * share } })
  const shared = sharedCount({ url, patience, share, what: 'rates' })
  return {
    take(client, cost) {
      const price = Math.min(cost, burst)
      return shared.together(
        {
          text: script,
          key: `autograph:rate:${client}`,
          args: [burst, perSecond, price, mirror.left(client)],
          take(answer): Taken {
            const wait = waits.parse(answer)
            if (wait > 0) return { granted: false, wait }
            mirror.take(client, price)
            return { granted: true }
          },
        },
        () => alone.take(client, price),
      )
    },
    stop: async () => shared.stop(),
  }
}
