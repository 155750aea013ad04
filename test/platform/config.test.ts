import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const program = `console.log(JSON.stringify((await import(${JSON.stringify(join(import.meta.dirname, '../../platform/config.ts'))})).config))`

/** Reads the configuration in a process with an environment of its own. */
const read = async (env: Record<string, string>): Promise<unknown> => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], { env })
  return JSON.parse(stdout)
}

test('nothing has to be set', async () => {
  expect(await read({})).toEqual({ logLevel: 'warn', signedPushes: false, startedByNpm: false, production: false })
})

test('what is set is read', async () => {
  const env = {
    DATABASE_URL: 'postgresql://me@db:5433/graph',
    REDIS_URL: 'rediss://cache:6380',
    LOG_LEVEL: 'debug',
    NODE_ENV: 'production',
    npm_lifecycle_event: 'start',
  }
  expect(await read(env)).toEqual({
    databaseUrl: env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    logLevel: 'debug',
    signedPushes: true,
    startedByNpm: true,
    production: true,
  })
})

test('everything that is wrong is named at once, and the process ends', async () => {
  const started = read({ DATABASE_URL: 'mysql://db', REDIS_URL: 'cache', LOG_LEVEL: 'loud' })
  await expect(started).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/The environment is not usable:[^]*at DATABASE_URL[^]*at REDIS_URL[^]*at LOG_LEVEL/),
  })
})
