import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ExportGuard } from '#platform/access/export-guard.ts'
import { memoryExportGuard } from '#platform/access/memory-export-guard.ts'
import { redisExportGuard } from '#platform/access/redis-export-guard.ts'
import { startRedis, type RedisServer } from '../kit/redis.ts'

let redis: RedisServer
beforeAll(async () => {
  redis = await startRedis()
})
afterAll(() => redis.kill())

const guards: readonly [string, (limit: { persons: number; seconds: number }) => ExportGuard][] = [
  ['memory', limit => memoryExportGuard({ limit })],
  ['Redis', limit => redisExportGuard({ url: redis.url, limit, patience: 2000 })],
]
/** Redis is there once the first connection stands. */
async function ready(guard: ExportGuard): Promise<void> {
  await pause(200)
  await guard.count('nobody', ['x'])
}

test.each(guards)(
  'in %s different people are counted, each caller by himself, and forgotten in time',
  async (_, make) => {
    const guard = make({ persons: 3, seconds: 3 })
    await ready(guard)
    const caller = `ann ${Math.random()}`
    const counted: boolean[] = []
    for (const people of [['a', 'b'], ['b', 'a'], ['c', 'd'], ['c'], ['d'], ['a', 'b', 'c']])
      counted.push(await guard.count(caller, people))
    expect(counted).toEqual([true, true, false, true, false, true])
    expect(await guard.count('bob', ['d'])).toBe(true)
    await pause(3100)
    expect(await guard.count(caller, ['d', 'e', 'f'])).toBe(true)
    expect(await guard.count(caller, ['a'])).toBe(false)
    await guard.stop()
  },
)

test('all processes count together in Redis, and each gives a share while it is away', async () => {
  const limit = { persons: 8, seconds: 60 }
  const options = { url: redis.url, limit, patience: 500 }
  const [one, other] = [redisExportGuard(options), redisExportGuard(options)]
  await Promise.all([ready(one), ready(other)])
  expect(await one.count('carl', ['a', 'b', 'c', 'd', 'e'])).toBe(true)
  expect(await other.count('carl', ['f', 'g', 'h', 'i'])).toBe(false)
  expect(await other.count('carl', ['f', 'g', 'h'])).toBe(true)
  await redis.kill()
  expect(await one.count('carl', ['a', 'b'])).toBe(true)
  expect(await one.count('carl', ['c'])).toBe(false)
  await Promise.all([one.stop(), other.stop()])
})
