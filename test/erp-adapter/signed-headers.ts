import { signatureOf } from '#platform/webhook-signature.ts'

/** Who signs, and with what. */
export interface Signer {
  readonly name: string
  readonly secret: string
}

/** The headers of a message that is signed now. */
export function signedHeaders({ name, secret }: Signer, id: string, body: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000))
  return {
    'webhook-sender': name,
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatureOf(secret, { id, timestamp }, body),
  }
}
