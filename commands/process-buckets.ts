import { config } from '#platform/config.ts'
import type { Buckets } from '../gateway/rates/buckets.ts'
import { memoryBuckets } from '../gateway/rates/memory-buckets.ts'

/** What the clients of a process may spend by RATE_LIMIT: held in Redis where REDIS_URL names one, else by each process. */
export async function processBuckets(): Promise<Buckets | undefined> {
  const { allowance, redisUrl: url } = config
  if (allowance === undefined) return undefined
  if (url === undefined) return memoryBuckets({ allowance })
  const { redisBuckets } = await import('../gateway/rates/redis-buckets.ts')
  return redisBuckets({ url, allowance })
}
