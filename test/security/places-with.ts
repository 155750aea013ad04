import { Redis } from 'ioredis'
import type { TestGraph } from '../kit/graph.ts'

/** The tables in which one of the words stands, in any column of any type, as text or as its bytes. */
export async function tablesWith({ sql }: Pick<TestGraph, 'sql'>, words: readonly string[]): Promise<string[]> {
  const tables = await sql<{ name: string }>(
    `select format('%I.%I', relnamespace::regnamespace::text, relname) as name from pg_class
     where relkind = 'r' and relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema')`,
  )
  const sought = [...words, ...words.map(word => Buffer.from(word).toString('hex'))]
  const found = await Promise.all(
    tables.map(async ({ name }) => {
      const hits = await sql(
        `select from ${name} as line where exists (select from unnest($1::text[]) as word where strpos(line::text, word) > 0) limit 1`,
        [sought],
      )
      return hits.length > 0 ? [name] : []
    }),
  )
  return found.flat().toSorted()
}

/** The keys of a Redis, and those of them in whose name or value one of the words stands. */
export async function redisKeysWith(
  url: string,
  words: readonly string[],
): Promise<{ readonly keys: number; readonly found: string[] }> {
  const redis = new Redis(url)
  try {
    const keys = await redis.keys('*')
    const texts = await Promise.all(keys.map(async key => `${key} ${JSON.stringify(await valueOf(redis, key))}`))
    return { keys: keys.length, found: keys.filter((_, place) => words.some(word => texts[place]?.includes(word))) }
  } finally {
    redis.disconnect()
  }
}

async function valueOf(redis: Redis, key: string): Promise<unknown> {
  const type = await redis.type(key)
  switch (type) {
    case 'string':
      return redis.get(key)
    case 'hash':
      return redis.hgetall(key)
    case 'zset':
      return redis.zrange(key, 0, -1)
    case 'set':
      return redis.smembers(key)
    case 'list':
      return redis.lrange(key, 0, -1)
    // It was there, and its time is over.
    case 'none':
      return null
    default:
      throw new Error(`nobody looked into a ${type} of Redis yet`)
  }
}
