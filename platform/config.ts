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
  /** What becomes of a request for something that its caller may not use: null there with an error, or it is refused. */
  AUTHORISATION: z.enum(['null', 'refuse']).default('null'),
  /** What becomes of whoever sends no token, in production: he is refused, or he is asked as `anonymous`. */
  ANONYMOUS: z.enum(['refused', 'taken']).default('refused'),
  /** What a request may cost at the most, by the estimate that docs/security.md explains. */
  COST_LIMIT: z.coerce.number().int().positive().default(100_000),
  /** Cost that each client may spend in a second, and all at once; without it as much as he likes. */
  RATE_LIMIT: z
    .string()
    .regex(/^[1-9]\d{0,9}\/[1-9]\d{0,9}$/)
    .optional(),
  /** People of whom each caller is shown something whole at the most, in so many seconds. */
  EXPORT_LIMIT: z
    .string()
    .regex(/^[1-9]\d{0,6}\/[1-9]\d{0,6}$/)
    .default('1000/3600'),
  /** Requests under way in one gateway at the most. */
  UNDER_WAY: z.coerce.number().int().positive().default(500),
  /** Which operations a gateway takes: any, or the registered ones alone, as it does in production when nothing is said. */
  DOCUMENTS: z.enum(['any', 'registered']).optional(),
  /** The file of the registered operations; the project's own without it. */
  DOCUMENTS_FILE: z.string().min(1).optional(),
  NODE_ENV: z.string().default('development'),
  /** Set by npm: the name of the script that it runs. */
  npm_lifecycle_event: z.string().optional(),
})

const read = environment.safeParse(process.env)
if (!read.success) {
  process.stderr.write(`The environment is not usable:\n${z.prettifyError(read.error)}\n`)
  process.exit(1)
}

/** `PER_SECOND/BURST`, such as `20000/200000`. */
function allowanceIn(text: string | undefined): { readonly perSecond: number; readonly burst: number } | undefined {
  const [perSecond, burst] = (text ?? '').split('/').map(Number)
  return perSecond === undefined || burst === undefined ? undefined : { perSecond, burst }
}

/** `PERSONS/SECONDS`, such as `1000/3600`. */
function exportLimitIn(text: string): { readonly persons: number; readonly seconds: number } {
  const [persons = 0, seconds = 0] = text.split('/').map(Number)
  return { persons, seconds }
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
  authorisation: read.data.AUTHORISATION,
  takesAnonymous: read.data.ANONYMOUS === 'taken',
  costLimit: read.data.COST_LIMIT,
  allowance: allowanceIn(read.data.RATE_LIMIT),
  exportLimit: exportLimitIn(read.data.EXPORT_LIMIT),
  underWay: read.data.UNDER_WAY,
  takesRegisteredOnly:
    (read.data.DOCUMENTS ?? (read.data.NODE_ENV === 'production' ? 'registered' : 'any')) === 'registered',
  documentsFile: read.data.DOCUMENTS_FILE,
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
