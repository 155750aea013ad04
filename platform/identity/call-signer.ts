import { createSecretKey, randomBytes } from 'node:crypto'
import type { Principal } from '../auth.ts'
import { signatureOfCall, type SignedCall } from './call-signature.ts'
import { principalText } from './principal-text.ts'

/** Writes the header `autograph-call` for one request; each is good once. */
export type SignCall = (call: SignedCall, principal: Principal) => string

/** How long a call is good for, in seconds: half of the most, for clocks that differ. */
const validity = 30

/** Signs calls with the first of the secrets. */
export function callSigner([secret]: readonly [string, ...string[]]): SignCall {
  const key = createSecretKey(Buffer.from(secret))
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
    return `${stamp}.${signatureOfCall(key, call, stamp).toString('base64url')}`
  }
}
