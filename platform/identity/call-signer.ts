import { hash, randomBytes } from 'node:crypto'
import type { Principal } from '../auth.ts'
import { coveredHead, signingKey, type SignedCall } from './call-signature.ts'
import { principalText } from './principal-text.ts'

/** Writes the header `autograph-call` for one request; each is good once. */
export type SignCall = (call: SignedCall & { readonly body: string }, principal: Principal) => string

/** How long a call is good for, in seconds: half of the most, for clocks that differ. */
const validity = 30

/** Signs calls with the first of the secrets. */
export function callSigner([secret]: readonly [string, ...string[]]): SignCall {
  const sign = signer(signingKey(secret))
  const sender = randomBytes(12).toString('base64url')
  const written = new WeakMap<Principal, string>()
  let number = 0

  function encoded(principal: Principal): string {
    const known = written.get(principal)
    if (known !== undefined) return known
    const text = Buffer.from(principalText(principal)).toString('base64url')
    written.set(principal, text)
    return text
  }

  return (call, principal) => {
    const expires = Math.floor(Date.now() / 1000) + validity
    const stamp = `v1.${expires}.${sender}.${++number}.${encoded(principal)}`
    return `${stamp}.${sign(coveredHead(call, stamp) + call.body)}`
  }
}

/**
 * HMAC-SHA256 as two whole hashes (RFC 2104): an object of Node's for each message costs more than the message. The
 * key is ASCII and shorter than a block, so that it can stand before a text.
 */
function signer(key: string): (text: string) => string {
  const padded = Buffer.alloc(64)
  padded.write(key, 'latin1')
  const inner = Buffer.from(padded.map(byte => byte ^ 0x36)).toString('latin1')
  const outer = Buffer.concat([padded.map(byte => byte ^ 0x5c), Buffer.alloc(32)])
  return text => {
    hash('sha256', inner + text, 'buffer').copy(outer, 64)
    return hash('sha256', outer, 'base64url')
  }
}
