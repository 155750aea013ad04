import { hash } from 'node:crypto'
import { decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose'
import { LRUCache } from 'lru-cache'
import { Fault } from '../errors.ts'
import { log } from '../log.ts'
import type { Asker } from './asker.ts'
import { claimsOf } from './claims-of.ts'
import { principalShape } from './principal-shape.ts'
import type { TrustedIssuer } from './trusted-issuer.ts'

export interface TokenVerifierOptions {
  /** How far the issuers' clocks may be from ours, in seconds. @default 30 */
  readonly leeway?: number
  /** Verified tokens that are kept at the most. @default 10000 */
  readonly kept?: number
}

/** Tells who asks by his token. */
export interface TokenVerifier {
  /** Who asks, if his token was verified before and nothing has ended it since. */
  known(token: string): Asker | undefined
  /** Verifies a token; rejects with `UNAUTHENTICATED` when anything is wrong with it. */
  verify(token: string): Promise<Asker>
}

interface Verified {
  readonly asker: Required<Asker>
  readonly issuer: TrustedIssuer
  /** The version of the issuer's keys that it was verified by. */
  readonly version: number
}

/** Verifies tokens of the issuers, each once: it is kept until it ends, or until its issuer has other keys. */
export function tokenVerifier(
  issuers: readonly TrustedIssuer[],
  { leeway = 30, kept: most = 10_000 }: TokenVerifierOptions = {},
): TokenVerifier {
  const issuerNamed = new Map(issuers.map(issuer => [issuer.issuer, issuer]))
  // By their hashes, so that no token can be read from here.
  const kept = new LRUCache<string, Verified>({ max: most })

  /** The issuer that a token names, if all that it says of itself is as the issuer's tokens are. */
  function issuerOf(token: string): TrustedIssuer {
    const { alg = '', kid = '', typ = 'JWT' } = decodeProtectedHeader(token)
    const issuer = issuerNamed.get(decodeJwt(token).iss ?? '')
    if (issuer === undefined) throw new errors.JWTInvalid('the issuer is not ours')
    if (!issuer.algorithms.some(each => each === alg)) throw new errors.JWTInvalid('the algorithm is not its own')
    if (kid === '' || kid.length > 200) throw new errors.JWTInvalid('no key is named')
    if (!/^(application\/)?(at\+)?jwt$/i.test(typ)) throw new errors.JWTInvalid('it is for something else')
    return issuer
  }

  async function verified(token: string): Promise<Verified> {
    const issuer = issuerOf(token)
    const { payload } = await jwtVerify(token, issuer.keys.find, {
      issuer: issuer.issuer,
      audience: [...issuer.audience],
      algorithms: [...issuer.algorithms],
      clockTolerance: leeway,
      requiredClaims: ['exp'],
    })
    const { data: principal, error } = principalShape.safeParse(claimsOf(payload, issuer))
    if (principal === undefined) {
      log.warn(
        { issuer: issuer.issuer, claims: error.issues.map(({ path }) => path.join('.')) },
        'a token lacks claims',
      )
      throw new Fault('FORBIDDEN', 'The token gives no role in this graph, or not what its role needs.')
    }
    const until = ((payload.exp ?? 0) + leeway) * 1000
    return { asker: { principal, until }, issuer, version: issuer.keys.version() }
  }

  return {
    known(token) {
      const name = nameOf(token)
      const found = kept.get(name)
      if (found === undefined) return undefined
      if (found.asker.until > Date.now() && found.version === found.issuer.keys.version()) return found.asker
      kept.delete(name)
      return undefined
    },
    async verify(token) {
      try {
        const found = await verified(token)
        kept.set(nameOf(token), found)
        return found.asker
      } catch (error) {
        if (error instanceof Fault) throw error
        log.info({ why: error instanceof Error ? error.message : error }, 'a token is refused')
        throw new Fault('UNAUTHENTICATED', 'The token is not valid.')
      }
    },
  }
}

const nameOf = (token: string): string => hash('sha256', token, 'base64url')
