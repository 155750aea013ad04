import { LRUCache } from 'lru-cache'

/** Values made at the first asking, once even when many ask at the same time. */
export interface Cache<Key, Value> {
  has(key: Key): boolean
  of(key: Key, make: () => Promise<Value>): Promise<Value>
  /** What is kept and made, the value asked for last first. */
  values(): Promise<Value[]>
}

/** A cache of bounded size; the value not asked for the longest time goes first, a failure isn't kept. */
export function createCache<Key extends string, Value>(size: number): Cache<Key, Value> {
  const kept = new LRUCache<Key, Promise<Value>>({ max: size })
  return {
    has: key => kept.has(key),
    of(key, make) {
      const known = kept.get(key)
      if (known !== undefined) return known
      const value = make()
      value.catch(() => kept.delete(key))
      kept.set(key, value)
      return value
    },
    async values() {
      const settled = await Promise.allSettled(kept.values())
      return settled.flatMap(each => (each.status === 'fulfilled' ? [each.value] : []))
    },
  }
}
