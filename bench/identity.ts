import { randomBytes } from 'node:crypto'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { principalShape } from '#platform/identity/principal-shape.ts'
import { callSigner } from '#platform/identity/call-signer.ts'
import type { GatewaySecrets } from '#platform/identity/gateway-secrets.ts'

// Programs are measured as they run in production: they take the tokens of an issuer, and calls that are signed.

const { privateKey, publicKey } = await generateKeyPair('ES256')
const kid = 'bench'
const issuer = 'urn:autograph:bench'
const audience = 'autograph'
const secrets: GatewaySecrets = [randomBytes(32).toString('base64')]

/** The variables by which a program takes the bench's token and calls. */
export const identityVariables: Readonly<Record<string, string>> = {
  GATEWAY_SECRETS: secrets.join(','),
  ISSUERS: JSON.stringify([
    { issuer, audience, algorithms: ['ES256'], jwks: { keys: [{ ...(await exportJWK(publicKey)), kid }] } },
  ]),
}

/** Somebody who may see all sends why he looks. */
export const reason = { 'x-access-reason': 'bench' }

/** What callers send as `authorization`: somebody who may see all. */
export const authorization = `Bearer ${await new SignJWT({ autograph_role: 'compliance', reason: 'bench' })
  .setProtectedHeader({ alg: 'ES256', kid })
  .setSubject('bench')
  .setIssuer(issuer)
  .setAudience(audience)
  .setExpirationTime('12h')
  .sign(privateKey)}`

const sign = callSigner(secrets)
const caller = principalShape.parse({ name: 'bench', role: 'compliance' })

/** What a gateway would send with a POST to a subgraph as `autograph-call`. */
export const callOf = (to: string, body: string): string => sign({ to, method: 'POST', path: '/graphql', body }, caller)
