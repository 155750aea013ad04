import { createHmac, hash } from 'node:crypto'

/** The header by which a gateway shows a subgraph who asks, and that it is the gateway that says so. */
export const callHeader = 'autograph-call'

/** The longest time that a call may be good for, in seconds. */
export const longestValidity = 60

/** A request of a subgraph, as far as its signature covers it. */
export interface SignedCall {
  /** The subgraph's name: a call of one is no call of another. */
  readonly to: string
  readonly method: string
  /** The path with its query. */
  readonly path: string
  readonly body: string | Uint8Array
}

/** What a call says of itself beside that: `v1.EXPIRES.SENDER.NUMBER.PRINCIPAL`, which the signature covers too. */
export type Stamp = string

/** What a signature covers before the body, which stands last; nothing before it can hold a line's end. */
export const coveredHead = ({ to, method, path }: SignedCall, stamp: Stamp): string =>
  `${to}\n${method}\n${path}\n${stamp}\n`

/** The key that a secret's signatures are made with: its hash as text, so that it is ASCII and fits into one block. */
export const signingKey = (secret: string): string => hash('sha256', secret, 'base64url')

/** The signature of a call: HMAC-SHA256. */
export function signatureOfCall(key: string, call: SignedCall, stamp: Stamp): Buffer {
  return createHmac('sha256', key).update(coveredHead(call, stamp)).update(call.body).digest()
}
