import { setTimeout as pause } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Allowance } from '../../../gateway/rates/bucket.ts'
import type { Buckets } from '../../../gateway/rates/buckets.ts'
import { redisBuckets } from '../../../gateway/rates/redis-buckets.ts'
import { installed } from '../../kit/installed.ts'
import { startRedis, type RedisServer } from '../../kit/redis.ts'

// So slow that nothing flows in while a test runs.
const allowance: Allowance = { burst: 100, perSecond: 0.001 }

describe.runIf(installed('redis-server'))('rates in Redis', () => {
  let redis: RedisServer
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(async () => redis.kill())

  function gateway(options: Partial<Parameters<typeof redisBuckets>[0]> = {}): Buckets {
    const buckets = redisBuckets({ url: redis.url, allowance, patience: 1000, ...options })
    onTestFinished(() => buckets.stop())
    return buckets
  }
  /** How many of so many takes at once are granted. */
  async function granted(buckets: readonly Buckets[], client: string, takes: number): Promise<number> {
    const taken = await Promise.all(
      Array.from({ length: takes }, async (_, index) => buckets[index % buckets.length]?.take(client, 1)),
    )
    return taken.filter(each => each?.granted === true).length
  }
  async function connected(buckets: Buckets): Promise<Buckets> {
    await expect.poll(async () => granted([buckets], `probe ${Math.random()}`, 100), { timeout: 5000 }).toBe(100)
    return buckets
  }

  test('two gateways give together exactly what one client has, and another client his own', async () => {
    const both = [await connected(gateway()), await connected(gateway())]
    expect(await granted(both, 'ann', 300)).toBe(100)
    expect(await granted(both, 'bob', 60)).toBe(60)
    expect(await granted(both, 'ann', 10)).toBe(0)
  })

  test('what flows in is there again, and the refusal says when', async () => {
    const buckets = await connected(gateway({ allowance: { burst: 100, perSecond: 100 } }))
    expect(await buckets.take('cid', 100)).toEqual({ granted: true })
    const refused = await buckets.take('cid', 50)
    expect(refused).toMatchObject({ granted: false })
    const wait = 'wait' in refused ? refused.wait : 0
    expect(wait).toBeGreaterThan(300)
    expect(wait).toBeLessThanOrEqual(500)
    await pause(wait)
    expect(await buckets.take('cid', 50)).toEqual({ granted: true })
  })

  test('what costs more than a burst takes a full one', async () => {
    const buckets = await connected(gateway())
    expect(await buckets.take('dan', 5000)).toEqual({ granted: true })
    expect(await granted([buckets], 'dan', 10)).toBe(0)
  })

  test('after a flush nobody has more than before', async () => {
    const buckets = await connected(gateway())
    expect(await granted([buckets], 'eve', 70)).toBe(70)
    const admin = new Redis(redis.url)
    await admin.flushall()
    admin.disconnect()
    expect(await granted([buckets], 'eve', 70)).toBe(30)
    expect(await granted([buckets], 'eve', 10)).toBe(0)
  })

  test('while Redis hangs a gateway gives its share alone, within its patience', async () => {
    const buckets = await connected(gateway({ patience: 100 }))
    redis.signal('SIGSTOP')
    onTestFinished(() => redis.signal('SIGCONT'))
    const before = performance.now()
    expect(await granted([buckets], 'fay', 200)).toBe(25)
    expect(performance.now() - before).toBeLessThan(2000)
    redis.signal('SIGCONT')
    await expect.poll(async () => granted([buckets], `gil ${Math.random()}`, 100), { timeout: 5000 }).toBe(100)
  })

  test('a Redis that is killed opens nothing; when it is back all share again', async () => {
    const [one, other] = [await connected(gateway()), await connected(gateway())]
    expect(await granted([one, other], 'hal', 40)).toBe(40)
    await redis.kill()
    expect(await granted([one], 'hal', 100)).toBe(25)
    expect(await granted([other], 'hal', 100)).toBe(25)
    expect(await granted([one, other], 'hal', 100)).toBe(0)
    await redis.start()
    await connected(one)
    await connected(other)
    // Each knows of what it granted before: the first to ask says how much is left.
    expect(await granted([one, other], 'hal', 200)).toBeLessThanOrEqual(80)
    expect(await granted([one, other], 'hal', 10)).toBe(0)
  })

  test('a Redis that never was there opens nothing', async () => {
    const nowhere = gateway({ url: 'redis://127.0.0.1:1' })
    expect(await granted([nowhere], 'ida', 100)).toBe(25)
  })
})
