import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { StartRefused } from '#platform/start-refused.ts'
import type { Surroundings } from './connector-kind.ts'
import type { Connector } from './connector.ts'
import { kinds } from './kinds.ts'

/** An ERP as it is configured. */
export interface Connection {
  readonly name: string
  readonly kind: string
  readonly plants: readonly string[]
  readonly connector: Connector
  /** Pauses between reads, in milliseconds. */
  readonly interval: number
  readonly wholeInterval: number
}

const connection = z.looseObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'must be of small letters, digits and hyphens')
    .refine(name => name !== 'embedded', 'must be another one: so is named what keeps all other plants'),
  kind: z.enum(Object.keys(kinds), `must be one of ${Object.keys(kinds).join(', ')}`),
  plants: z.array(z.string().min(1)).min(1, 'must name a plant'),
  /** Seconds between two reads of what has changed. */
  everySeconds: z.number().min(0.1).max(3600).default(5),
  /** Seconds between two reads of what is read whole. */
  wholeEverySeconds: z.number().min(0.1).max(86_400).default(60),
})
const file = z.strictObject({ connections: z.array(connection) })

/** Reads which ERP serves which plant; refuses to start over a mistake, and says where it is. */
export function readConnections(path: string, own: Omit<Surroundings, 'plants'>): readonly Connection[] {
  const refuse = (why: string): StartRefused => new StartRefused(`${path} can’t be used: ${why}`)
  let value: unknown
  try {
    value = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : String(error))
  }
  const read = file.safeParse(value)
  if (!read.success) throw refuse(z.prettifyError(read.error))
  const { connections } = read.data
  const twice = repeated(connections.map(({ name }) => name)) ?? repeated(connections.flatMap(({ plants }) => plants))
  if (twice !== undefined) throw refuse(`${twice} is named twice.`)
  return connections.map(({ name, kind, plants, everySeconds, wholeEverySeconds, ...rest }, nth) => {
    const { settings, open } = kinds[kind] ?? unknownKind(kind)
    const given = settings.safeParse(rest)
    if (!given.success) throw refuse(`connections[${nth}] (${name}):\n${z.prettifyError(given.error)}`)
    const connector = open(given.data, { ...own, plants })
    return { name, kind, plants, connector, interval: everySeconds * 1000, wholeInterval: wholeEverySeconds * 1000 }
  })
}

const repeated = (names: readonly string[]): string | undefined =>
  names.find((name, nth) => names.indexOf(name) !== nth)

function unknownKind(kind: string): never {
  throw new Error(`no kind ${kind}, though it was read as one`)
}
