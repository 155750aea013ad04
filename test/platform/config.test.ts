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
  expect(await read({})).toEqual({
    logLevel: 'warn',
    signedPushes: false,
    mqttPrefix: 'autograph/ingest',
    authorisation: 'null',
    takesAnonymous: false,
    costLimit: 100_000,
    exportLimit: { persons: 1000, seconds: 3600 },
    underWay: 500,
    takesRegisteredOnly: false,
    startedByNpm: false,
    production: false,
  })
})

test('what is set is read', async () => {
  const env = {
    DATABASE_URL: 'postgresql://me@db:5433/graph',
    REDIS_URL: 'rediss://cache:6380',
    LOG_LEVEL: 'debug',
    NODE_ENV: 'production',
    MQTT_URL: 'mqtts://broker:8883',
    MQTT_PREFIX: 'plants/in',
    MQTT_CLIENT_ID: 'adapter-1',
    ERP_CONNECTIONS: 'connections.json',
    GATEWAY_SECRETS: 'one,other',
    AUTHORISATION: 'refuse',
    ANONYMOUS: 'taken',
    COST_LIMIT: '500',
    RATE_LIMIT: '20/300',
    EXPORT_LIMIT: '50/60',
    UNDER_WAY: '7',
    DOCUMENTS_FILE: 'documents.json',
    npm_lifecycle_event: 'start',
  }
  expect(await read(env)).toEqual({
    databaseUrl: env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    logLevel: 'debug',
    signedPushes: true,
    mqttPrefix: 'plants/in',
    mqtt: { url: env.MQTT_URL, prefix: 'plants/in', clientId: 'adapter-1' },
    erpConnections: 'connections.json',
    gatewaySecrets: 'one,other',
    authorisation: 'refuse',
    takesAnonymous: true,
    costLimit: 500,
    allowance: { perSecond: 20, burst: 300 },
    exportLimit: { persons: 50, seconds: 60 },
    underWay: 7,
    takesRegisteredOnly: true,
    documentsFile: 'documents.json',
    startedByNpm: true,
    production: true,
  })
})

test('production takes any operation when it is told to, and development registered ones alone', async () => {
  expect(await read({ NODE_ENV: 'production', DOCUMENTS: 'any' })).toMatchObject({ takesRegisteredOnly: false })
  expect(await read({ DOCUMENTS: 'registered' })).toMatchObject({ takesRegisteredOnly: true })
})

test('everything that is wrong is named at once, and the process ends', async () => {
  const started = read({ DATABASE_URL: 'mysql://db', REDIS_URL: 'cache', LOG_LEVEL: 'loud' })
  await expect(started).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/The environment is not usable:[^]*at DATABASE_URL[^]*at REDIS_URL[^]*at LOG_LEVEL/),
  })
})
