import type { Signer } from '#platform/webhook-signature.ts'
import { answerOf } from './answer-of.ts'
import { signed, type Delivery } from './delivery.ts'
import { retryAfter } from './retry-after.ts'

export interface HttpDeliveryOptions {
  /** Where the graph is, such as `http://127.0.0.1:4000`. */
  readonly url: string
  /** Null sends unsigned. */
  readonly signer: Signer | null
  /** How long an answer is waited for, in milliseconds. @default 30000 */
  readonly patience?: number
}

/** Sends by `POST /ingest/events`, over as many connections as batches are under way. */
export function httpDelivery({ url, signer, patience = 30_000 }: HttpDeliveryOptions): Delivery {
  return {
    async send(batch, signal) {
      try {
        const response = await fetch(new URL('/ingest/events', url), {
          method: 'POST',
          headers: { 'content-type': 'application/cloudevents+json', ...signed(signer, batch) },
          body: batch.body,
          signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
        })
        const body: unknown = await response.json().catch(() => null)
        return answerOf(response.status, body, retryAfter(response.headers.get('retry-after'), Date.now()))
      } catch {
        return { kind: 'again', why: `no answer from ${url}`, after: null }
      }
    },
    close: async () => {},
  }
}
