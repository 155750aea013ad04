import { BoundedMap } from '#platform/bounded-map.ts'

/** Values made at the first asking, once even when many ask at the same time. */
export interface Cache<Key, Value> {
  has(key: Key): boolean
  of(key: Key, make: () => Promise<Value>): Promise<Value>
  /** What is kept and made, the value asked for last first. */
  values(): Promise<Value[]>
}

/** A cache of bounded size; the value not asked for the longest time goes first, a failure isn't kept. */
export function createCache<Key, Value>(size: number): Cache<Key, Value> {
  const kept = new BoundedMap<Key, Promise<Value>>(size)
  return {
    has: key => kept.has(key),
    of(key, make) {
      const known = kept.get(key)
      const value = known ?? make()
      if (known === undefined) value.catch(() => kept.delete(key))
      kept.set(key, value)
      return value
    },
    async values() {
      const settled = await Promise.allSettled([...kept.values()].reverse())
      return settled.flatMap(each => (each.status === 'fulfilled' ? [each.value] : []))
    },
  }
}
