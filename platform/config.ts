import { z } from 'zod'

const environment = z.object({
  /** A PostgreSQL of one's own (15 or later) instead of the embedded one. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** What several processes share; without it each process uses its own memory. */
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('warn'),
  /** Whether every push of a factory must be signed; in production it must be in any case. */
  INGEST_SIGNATURES: z.enum(['optional', 'required']).default('optional'),
  NODE_ENV: z.string().default('development'),
  /** Set by npm: the name of the script that it runs. */
  npm_lifecycle_event: z.string().optional(),
})

const read = environment.safeParse(process.env)
if (!read.success) {
  process.stderr.write(`The environment is not usable:\n${z.prettifyError(read.error)}\n`)
  process.exit(1)
}

/** The process environment, read once and checked; no other file reads `process.env`. */
export const config = {
  databaseUrl: read.data.DATABASE_URL,
  redisUrl: read.data.REDIS_URL,
  logLevel: read.data.LOG_LEVEL,
  signedPushes: read.data.INGEST_SIGNATURES === 'required' || read.data.NODE_ENV === 'production',
  startedByNpm: read.data.npm_lifecycle_event !== undefined,
  production: read.data.NODE_ENV === 'production',
} as const
