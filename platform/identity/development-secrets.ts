import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { exportJWK, generateKeyPair } from 'jose'
import { z } from 'zod'
import { StartRefused } from '../start-refused.ts'
import { madeForDevelopment } from './gateway-secrets.ts'

const secrets = z.object({
  /** What gateway and subgraphs of this data directory sign calls with. */
  gatewaySecret: z.string().min(32),
  /** The private key of the development issuer. */
  issuerKey: z.object({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    kid: z.string(),
    x: z.string(),
    y: z.string(),
    d: z.string(),
  }),
})

/** What development needs to be kept secret; never used in production. */
export type DevelopmentSecrets = z.infer<typeof secrets>

/** The secrets of a data directory, made when the first process asks for them. */
export async function developmentSecrets(directory: string): Promise<DevelopmentSecrets> {
  const file = join(directory, 'development-secrets.json')
  const text = read(file) ?? (await make(directory, file))
  const { data } = secrets.safeParse(parsed(text))
  if (data === undefined)
    throw new StartRefused(`${file} is not readable. Remove it: it is made anew at the next start.`)
  return data
}

/** Makes them aside and links them into place: of several processes that start at once, the first one's serve all. */
async function make(directory: string, file: string): Promise<string> {
  mkdirSync(directory, { recursive: true })
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const made = {
    gatewaySecret: madeForDevelopment + randomBytes(32).toString('base64url'),
    issuerKey: { ...(await exportJWK(privateKey)), kid: randomBytes(8).toString('base64url') },
  }
  const making = `${file}-${process.pid}`
  writeFileSync(making, JSON.stringify(made, null, 2), { mode: 0o600 })
  try {
    linkSync(making, file)
  } catch (error) {
    if (read(file) === undefined) throw error
  } finally {
    rmSync(making)
  }
  return readFileSync(file, 'utf8')
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
