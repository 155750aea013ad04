import { createHmac, hash, type KeyObject } from 'node:crypto'

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

/** The signature of a call under one secret. */
export function signatureOfCall(secret: KeyObject, { to, method, path, body }: SignedCall, stamp: Stamp): Buffer {
  const covered = `${to}\n${method}\n${path}\n${hash('sha256', body, 'base64url')}\n${stamp}`
  return createHmac('sha256', secret).update(covered).digest()
}
