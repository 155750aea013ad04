import { timingSafeEqual } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Principal } from '../auth.ts'
import { Fault } from '../errors.ts'
import { longestValidity, signatureOfCall, signingKey, type SignedCall } from './call-signature.ts'
import { principalShape } from './principal-shape.ts'
import { createSeenCalls } from './seen-calls.ts'

/** Tells on whose behalf the gateway asks; throws `UNAUTHENTICATED` for what no gateway of ours said just now. */
export type VerifyCall = (call: SignedCall, header: unknown) => Principal

/** Principals that are kept read: more than are asking at one time. */
const most = 5_000

const format = /^(v1\.(\d{1,12})\.([\w-]{16})\.(\d{1,15})\.([\w-]+))\.([\w-]{43})$/

/** Takes calls that are signed with any of the secrets, each once. */
export function callVerifier(secrets: readonly string[]): VerifyCall {
  const keys = secrets.map(signingKey)
  const isNew = createSeenCalls()
  const principals = new LRUCache<string, Principal>({ max: most })

  function principalIn(text: string): Principal {
    const known = principals.get(text)
    if (known !== undefined) return known
    const { data: principal } = principalShape.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    if (principal === undefined) throw unknown()
    principals.set(text, principal)
    return principal
  }

  return (call, header) => {
    const [, stamp = '', expiry, sender = '', number, principal = '', signature = ''] =
      format.exec(String(header)) ?? []
    const now = Date.now() / 1000
    const expires = Number(expiry)
    if (!(expires >= now && expires <= now + longestValidity)) throw unknown()
    const given = Buffer.from(signature, 'base64url')
    // Every secret is tried, so that the time tells nothing of which one fits.
    const fitting = keys.filter(key => timingSafeEqual(signatureOfCall(key, call, stamp), given))
    if (fitting.length === 0 || !isNew({ sender, number: Number(number), expires }, now)) throw unknown()
    return principalIn(principal)
  }
}

const unknown = (): Fault => new Fault('UNAUTHENTICATED', 'Only the gateway may ask here.')
