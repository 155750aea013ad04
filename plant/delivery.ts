import { signatureOf } from '#platform/webhook-signature.ts'

/** Events that go out together, as one CloudEvent. */
export interface Batch {
  /** The same each time it is sent, so that it counts once. */
  readonly id: string
  readonly body: string
}

/** What became of a batch. */
export interface Outcome {
  readonly taken: number
  /** Events that were there before. */
  readonly repeated: number
  /** Why events were kept apart, one reason for each. */
  readonly keptApart: readonly string[]
  /** How often it was sent in vain before. */
  readonly retries: number
}

/** A way to the graph. */
export interface Delivery {
  /** Sends until the graph says that it is durable; rejects when it will never take it, or the signal ends it. */
  deliver(batch: Batch, signal: AbortSignal): Promise<Outcome>
  close(): Promise<void>
}

/** The name and the secret that batches are signed with; null sends them unsigned. */
export type Signer = { readonly sender: string; readonly secret: string } | null

/** How a body is signed now: by headers over HTTP, by user properties over MQTT. */
export function signed(signer: Signer, { id, body }: Batch): Record<string, string> {
  if (signer === null) return {}
  const timestamp = String(Math.floor(Date.now() / 1000))
  return {
    'webhook-sender': signer.sender,
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatureOf(signer.secret, { id, timestamp }, body),
  }
}

const shortestPause = 200
const longestPause = 10_000

/** Milliseconds to wait before a batch is sent again that came to nothing so many times. */
export const pauseAfter = (retries: number): number => Math.min(shortestPause * 2 ** retries, longestPause)
