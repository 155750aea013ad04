import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { StartRefused } from './start-refused.ts'

const environment = z.object({
  /** A PostgreSQL of one's own (15 or later) instead of the embedded one. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** What several processes share; without it each process uses its own memory. */
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('warn'),
  /** Whether every push of a factory must be signed; in production it must be in any case. */
  INGEST_SIGNATURES: z.enum(['optional', 'required']).default('optional'),
  /** The broker from which pushes of factories are taken, such as mqtts://user:password@broker:8883; none when left out. */
  MQTT_URL: z.url({ protocol: /^(mqtts?|wss?)$/ }).optional(),
  /** The beginning of the topics that they are sent to. */
  MQTT_PREFIX: z
    .string()
    .regex(/^[^#+$/][^#+]*[^#+/]$/)
    .default('autograph/ingest'),
  /** The broker knows this process by it: another for each process, the same one after a restart. */
  MQTT_CLIENT_ID: z
    .string()
    .regex(/^[\w.-]{1,60}$/)
    .default('autograph'),
  /** The file that says which ERP serves which plant; without it the graph keeps all plants itself. */
  ERP_CONNECTIONS: z.string().min(1).optional(),
  /** What gateway and subgraphs sign calls with: secrets with a comma between them, of which the first signs. */
  GATEWAY_SECRETS: z.string().min(1).optional(),
  /** Whose tokens are taken: a JSON list of issuers, or the file that has it. */
  ISSUERS: z.string().min(1).optional(),
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
  mqtt:
    read.data.MQTT_URL === undefined
      ? undefined
      : { url: read.data.MQTT_URL, prefix: read.data.MQTT_PREFIX, clientId: read.data.MQTT_CLIENT_ID },
  mqttPrefix: read.data.MQTT_PREFIX,
  erpConnections: read.data.ERP_CONNECTIONS,
  issuers: read.data.ISSUERS,
  gatewaySecrets: read.data.GATEWAY_SECRETS,
  startedByNpm: read.data.npm_lifecycle_event !== undefined,
  production: read.data.NODE_ENV === 'production',
} as const

/** A secret that a configuration names by the variable that holds it, or by `NAME_FILE`, the file that does. */
export function secretNamed(name: string): string {
  const { [name]: value, [`${name}_FILE`]: file } = process.env
  const secret = value ?? (file === undefined ? undefined : readSecret(file))
  if (secret === undefined || secret === '')
    throw new StartRefused(`The environment has neither ${name} nor ${name}_FILE, which shall hold a secret.`)
  return secret
}

function readSecret(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    throw new StartRefused(`${file}, which shall hold a secret, can’t be read.`)
  }
}
