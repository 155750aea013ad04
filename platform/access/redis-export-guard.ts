import { sharedCount } from '../shared-count.ts'
import type { ExportGuard, ExportLimit } from './export-guard.ts'
import { memoryExportGuard } from './memory-export-guard.ts'

export interface RedisExportGuardOptions {
  readonly url: string
  readonly limit: ExportLimit
  /** The part of the limit that this process gives by itself while Redis is away. @default 0.25 */
  readonly share?: number
  /** Longest time that Redis is waited for, in milliseconds. @default 100 */
  readonly patience?: number | undefined
}

/** Counts people for a caller in one step, by Redis's own clock; gives 1 when they are not too many. */
const script = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local most, window = tonumber(ARGV[1]), tonumber(ARGV[2])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - window)
local added = 0
for place = 3, #ARGV do
  if not redis.call('ZSCORE', KEYS[1], ARGV[place]) then added = added + 1 end
end
if added > 0 and redis.call('ZCARD', KEYS[1]) + added > most then return 0 end
for place = 3, #ARGV do redis.call('ZADD', KEYS[1], now, ARGV[place]) end
redis.call('PEXPIRE', KEYS[1], window)
return 1`

/** Counts for all processes together in Redis; while it is away, each gives a share of the limit by itself. */
export function redisExportGuard({ url, limit, share = 0.25, patience }: RedisExportGuardOptions): ExportGuard {
  const { persons, seconds } = limit
  const alone = memoryExportGuard({ limit: { persons: Math.max(1, Math.floor(persons * share)), seconds } })
  const shared = sharedCount({ url, patience, share, what: 'people who are shown' })
  return {
    count: (caller, people) =>
      shared.together(
        {
          text: script,
          key: `autograph:shown:${caller}`,
          args: [persons, seconds * 1000, ...people],
          take: answer => answer === 1,
        },
        () => alone.count(caller, people),
      ),
    stop: async () => shared.stop(),
  }
}
