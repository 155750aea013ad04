import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { roles } from '../auth.ts'
import { StartRefused } from '../start-refused.ts'

// Those of key pairs alone: with a secret that both sides know, whoever checks a token could make one.
const algorithms = z.enum([
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
])

const claim = z.string().min(1).max(200)

const claimNames = z.strictObject({
  name: claim.default('sub'),
  role: claim.default('autograph_role'),
  dealerId: claim.default('autograph_dealer'),
  dealerGroupId: claim.default('autograph_dealer_group'),
  regionId: claim.default('autograph_region'),
  customerId: claim.default('autograph_customer'),
  fleetId: claim.default('autograph_fleet'),
  scopes: claim.default('scope'),
})

/** Where a token says what. */
export type ClaimNames = z.infer<typeof claimNames>

/** Where the project's own tokens say what. */
export const ownClaimNames: ClaimNames = claimNames.parse({})

const publicKey = z
  .looseObject({ kty: z.enum(['RSA', 'EC', 'OKP']), kid: z.string().min(1) })
  .refine(key => !('d' in key), 'is a private key')

const issuer = z
  .strictObject({
    issuer: z.string().min(1),
    jwksUri: z.url({ protocol: /^https?$/ }).optional(),
    jwks: z.strictObject({ keys: z.array(publicKey).min(1) }).optional(),
    audience: z.union([
      z
        .string()
        .min(1)
        .transform(one => [one]),
      z.array(z.string().min(1)).min(1),
    ]),
    algorithms: z.array(algorithms).min(1).default(['RS256']),
    prefix: z.string().max(50).default(''),
    claims: claimNames.prefault({}),
    roles: z.record(z.string(), z.enum(roles).exclude(['developer'])).optional(),
  })
  .refine(each => (each.jwksUri === undefined) !== (each.jwks === undefined), 'needs jwksUri or jwks, and not both')

/** An issuer of tokens as it is set: whose tokens are taken, for whom, and where they say what. */
export type IssuerSettings = z.infer<typeof issuer>

const settings = z.array(issuer).min(1)

/** Reads what `ISSUERS` holds: a JSON list, or the name of a file with one. Refuses what would not be safe. */
export function readIssuers(given: string, { production }: { readonly production: boolean }): IssuerSettings[] {
  const { data, error } = settings.safeParse(parsed(given))
  if (data === undefined) throw new StartRefused(`ISSUERS is not usable:\n${z.prettifyError(error)}`)
  for (const { issuer, jwksUri } of data)
    if (production && jwksUri !== undefined && !isGuarded(new URL(jwksUri)))
      throw new StartRefused(`ISSUERS: the keys of ${issuer} must come over https.`)
  if (new Set(data.map(each => each.issuer)).size < data.length)
    throw new StartRefused('ISSUERS names an issuer twice.')
  const prefixes = data.map(each => each.prefix)
  if (prefixes.some((one, index) => prefixes.some((other, at) => at !== index && other.startsWith(one))))
    throw new StartRefused(
      'ISSUERS: of several issuers each needs a prefix, and none may begin as another: else two people could have one name.',
    )
  return data
}

// A service mesh's own door stands on the same machine.
const isGuarded = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)

function parsed(given: string): unknown {
  try {
    return JSON.parse(given.trimStart().startsWith('[') ? given : readFileSync(given, 'utf8'))
  } catch (error) {
    throw new StartRefused(
      `ISSUERS must be a JSON list, or a file with one: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}
