import { createHmac, timingSafeEqual } from 'node:crypto'

// Standard Webhooks: HMAC-SHA256 with a shared secret over id, moment and the bytes of the body.

/** What a sender says of a message in the headers `webhook-id`, `webhook-timestamp` and `webhook-signature`. */
export interface SignedHeaders {
  readonly id: string
  /** Seconds since 1970, as the digits that were sent. */
  readonly timestamp: string
  /** One or several of `v1,<base64>`, separated by a space. */
  readonly signatures: string
}

export type SignatureVerdict = 'valid' | 'outdated' | 'wrong'

/** How far a message's moment may lie from now, in seconds. */
export const signatureTolerance = 300

/** The signature of a message under one secret, as it stands in `webhook-signature`. */
export function signatureOf(
  secret: string,
  { id, timestamp }: Pick<SignedHeaders, 'id' | 'timestamp'>,
  body: Uint8Array | string,
): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')}`
}

/** The headers of a message that is signed now. */
export function signedHeaders(secret: string, id: string, body: Uint8Array | string): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000))
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatureOf(secret, { id, timestamp }, body),
  }
}

/** Who signs what he pushes, and with what. */
export interface Signer {
  readonly sender: string
  readonly secret: string
}

/** The headers of a push that is signed now; they name its sender too. */
export const pushHeaders = (
  { sender, secret }: Signer,
  id: string,
  body: Uint8Array | string,
): Record<string, string> => ({
  'webhook-sender': sender,
  ...signedHeaders(secret, id, body),
})

/** Judges a message by all secrets that its sender may sign with now; one signature that fits is enough. */
export function judgeSignature(
  headers: SignedHeaders,
  body: Uint8Array,
  { secrets, now }: { readonly secrets: readonly string[]; readonly now: Date },
): SignatureVerdict {
  const expected = secrets.map(secret => Buffer.from(signatureOf(secret, headers, body)))
  const given = headers.signatures.split(' ').map(signature => Buffer.from(signature))
  // Every pair is compared, so that the time tells nothing of which one fits.
  const fitting = given.flatMap(one =>
    expected.filter(other => one.length === other.length && timingSafeEqual(one, other)),
  )
  if (fitting.length === 0) return 'wrong'
  const seconds = /^\d{1,12}$/.test(headers.timestamp) ? Number(headers.timestamp) : Number.NaN
  return Math.abs(now.getTime() / 1000 - seconds) <= signatureTolerance ? 'valid' : 'outdated'
}
