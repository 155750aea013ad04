import { SignJWT } from 'jose'
import { roles, type Role } from '../auth.ts'
import { Fault } from '../errors.ts'
import type { DevelopmentSecrets } from './development-secrets.ts'
import { issuerKeys } from './issuer-keys.ts'
import { ownClaimNames } from './issuer-settings.ts'
import { principalShape } from './principal-shape.ts'
import type { TrustedIssuer } from './trusted-issuer.ts'

/** The issuer that stands in for the company's own while one develops. */
export interface DevelopmentIssuer {
  readonly trusted: TrustedIssuer
  /** Its public keys, as anybody may read them. */
  readonly jwks: { readonly keys: readonly object[] }
  /** Makes a token for whoever is named; throws `BAD_USER_INPUT` for somebody who can't be. */
  token(claims: unknown, options?: TokenOptions): Promise<string>
}

export interface TokenOptions {
  /** How long it is good for, in seconds. @default 43200 */
  readonly seconds?: number
}

const issuer = 'urn:autograph:development'
const audience = 'autograph'

export function developmentIssuer({ issuerKey }: Pick<DevelopmentSecrets, 'issuerKey'>): DevelopmentIssuer {
  const { d: _, ...publicKey } = { ...issuerKey, alg: 'ES256', use: 'sig' }
  const jwks = { keys: [publicKey] }
  return {
    jwks,
    trusted: {
      issuer,
      audience: [audience],
      algorithms: ['ES256'],
      prefix: '',
      claims: ownClaimNames,
      roles: new Map<string, Role>(roles.map(role => [role, role])),
      keys: issuerKeys(async () => jwks),
    },
    async token(claims, { seconds = 43_200 } = {}) {
      const { data, error } = principalShape.safeParse(claims)
      if (data === undefined) throw new Fault('BAD_USER_INPUT', sentenceOf(error.issues[0]?.path[0]))
      const named = Object.entries(ownClaimNames).flatMap(([claim, name]) => {
        const value = Object.entries(data).find(([each]) => each === claim)?.[1]
        return value === null || value === undefined ? [] : [[name, Array.isArray(value) ? value.join(' ') : value]]
      })
      return new SignJWT(Object.fromEntries(named))
        .setProtectedHeader({ alg: 'ES256', kid: issuerKey.kid, typ: 'JWT' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
        .sign(issuerKey)
    },
  }
}

const needs: Readonly<Record<string, string>> = {
  dealerId: 'The role needs a dealer.',
  regionId: 'The role needs a region.',
  customerId: 'The role needs a customer.',
}

const sentenceOf = (wrong: PropertyKey | undefined): string =>
  needs[String(wrong)] ??
  (wrong === 'role' ? `The role must be one of ${roles.join(', ')}.` : `${String(wrong)} is not usable.`)
