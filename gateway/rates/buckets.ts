import type { Taken } from './bucket.ts'

/** The buckets of all clients. */
export interface Buckets {
  /** Takes a cost from a client's bucket, or nothing when there isn't so much in it. */
  take(client: string, cost: number): Taken | Promise<Taken>
  stop(): Promise<void>
}
