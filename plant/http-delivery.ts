import { setTimeout as pause } from 'node:timers/promises'
import type { Signer } from '#platform/webhook-signature.ts'
import { pauseAfter, signed, type Batch, type Delivery } from './delivery.ts'
import { outcomeOf, refusal } from './outcome-of.ts'

/** How long an answer is waited for before the batch is sent again, in milliseconds. */
const patience = 30_000

/** Sends by `POST /ingest/events`, and waits as long as `Retry-After` says when the graph has no room. */
export function httpDelivery(url: string, signer: Signer | null): Delivery {
  async function attempt(batch: Batch, signal: AbortSignal): Promise<Response | null> {
    try {
      return await fetch(new URL('/ingest/events', url), {
        method: 'POST',
        headers: { 'content-type': 'application/cloudevents+json', ...signed(signer, batch) },
        body: batch.body,
        signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
      })
    } catch {
      signal.throwIfAborted()
      return null
    }
  }
  return {
    async deliver(batch, signal) {
      for (let retries = 0; ; retries += 1) {
        const response = await attempt(batch, signal)
        const answer: unknown = await response?.json().catch(() => null)
        if (response?.ok === true && answer !== null) return outcomeOf(answer, retries)
        if (response !== null && final(response.status)) throw refusal(response.status, answer ?? {})
        const asked = Number(response?.headers.get('retry-after') ?? Number.NaN)
        await pause(Number.isNaN(asked) ? pauseAfter(retries) : asked * 1000, undefined, { signal })
      }
    },
    close: async () => {},
  }
}

/** Whether the same batch would be refused again. */
const final = (status: number): boolean => status >= 400 && status < 500 && status !== 408 && status !== 429
