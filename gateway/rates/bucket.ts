/** How much a client may spend: all at once, and again in each second. */
export interface Allowance {
  /** Cost that a bucket holds. */
  readonly burst: number
  /** Cost that flows in again, in a second. */
  readonly perSecond: number
}

/** What is left for a client at a moment, in milliseconds of any clock. */
export interface Bucket {
  readonly left: number
  readonly at: number
}

/** Whether something was granted, and if not after how many milliseconds it would be. */
export type Taken = { readonly granted: true } | { readonly granted: false; readonly wait: number }

/** What is left now, with what has flowed in since. */
export const filled = ({ left, at }: Bucket, now: number, { burst, perSecond }: Allowance): number =>
  Math.min(burst, left + (Math.max(0, now - at) * perSecond) / 1000)

/** Takes a cost from a bucket; what is dearer than all that it can hold empties it. */
export function taken(
  bucket: Bucket,
  { cost, now }: { readonly cost: number; readonly now: number },
  allowance: Allowance,
): { readonly bucket: Bucket; readonly taken: Taken } {
  const left = filled(bucket, now, allowance)
  const price = Math.min(cost, allowance.burst)
  if (price <= left) return { bucket: { left: left - price, at: now }, taken: { granted: true } }
  return {
    bucket: { left, at: now },
    taken: { granted: false, wait: Math.ceil(((price - left) / allowance.perSecond) * 1000) },
  }
}
