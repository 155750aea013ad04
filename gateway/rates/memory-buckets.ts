import { LRUCache } from 'lru-cache'
import { filled, taken, type Allowance, type Bucket, type Taken } from './bucket.ts'
import type { Buckets } from './buckets.ts'

/** Buckets in the memory of one process. */
export interface MemoryBuckets extends Buckets {
  take(client: string, cost: number): Taken
  /** What a client has left now. */
  left(client: string): number
}

export interface MemoryBucketsOptions {
  readonly allowance: Allowance
  /** Clients that are remembered; those who asked last stay. @default 100000 */
  readonly size?: number
  /** Milliseconds of a clock that never runs backwards. @default performance.now */
  readonly clock?: () => number
}

export function memoryBuckets({
  allowance,
  size = 100_000,
  clock = () => performance.now(),
}: MemoryBucketsOptions): MemoryBuckets {
  const buckets = new LRUCache<string, Bucket>({ max: size })
  const bucketOf = (client: string): Bucket => buckets.get(client) ?? { left: allowance.burst, at: clock() }
  return {
    left: client => filled(bucketOf(client), clock(), allowance),
    take(client, cost) {
      const after = taken(bucketOf(client), { cost, now: clock() }, allowance)
      buckets.set(client, after.bucket)
      return after.taken
    },
    stop: async () => {},
  }
}
