import { pushHeaders, type Signer } from '#platform/webhook-signature.ts'

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

/** How a body is signed now, by headers over HTTP, by user properties over MQTT; null leaves it unsigned. */
export const signed = (signer: Signer | null, { id, body }: Batch): Record<string, string> =>
  signer === null ? {} : pushHeaders(signer, id, body)

const shortestPause = 200
const longestPause = 10_000

/** Milliseconds to wait before a batch is sent again that came to nothing so many times. */
export const pauseAfter = (retries: number): number => Math.min(shortestPause * 2 ** retries, longestPause)
