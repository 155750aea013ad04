import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { StartRefused } from '#platform/start-refused.ts'
import { pushHeaders, type Signer } from '#platform/webhook-signature.ts'
import { retryAfter } from '../../plant/retry-after.ts'
import type { Parcel } from './parcel.ts'

/** To whom it is sent, and how. */
export interface Destination {
  readonly url: string
  /** Who signs; null sends unsigned. */
  readonly signer: Signer | null
  /** Whether wrong events of a document are kept apart instead of refusing it. */
  readonly proceed: boolean
}

/** How often a push is sent that the graph has no room for now. */
const attempts = 5

/** Sends a body, again after a while when the graph has no room; each time as the same message. */
export async function send(to: Destination, { path, mediaType, body }: Parcel): Promise<Response> {
  const id = `push-${randomUUID()}`
  for (let attempt = 1; ; attempt++) {
    const response = await asked(to, path, {
      method: 'POST',
      body,
      headers: {
        'content-type': mediaType,
        ...(to.proceed && path === '/ingest/capture' ? { 'gs1-capture-error-behaviour': 'proceed' } : {}),
        ...signed(to, id, body),
      },
    })
    if ((response.status !== 503 && response.status !== 429) || attempt === attempts) return response
    await response.arrayBuffer()
    await pause(retryAfter(response.headers.get('retry-after'), Date.now()) ?? 1000 * attempt)
  }
}

/** Reads what became of a push. */
export const read = (to: Destination, path: string): Promise<Response> =>
  asked(to, path, { headers: signed(to, `read-${randomUUID()}`, '') })

const signed = ({ signer }: Destination, id: string, body: string): Record<string, string> =>
  signer === null ? {} : pushHeaders(signer, id, body)

async function asked({ url }: Destination, path: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(new URL(path, url), { ...request, signal: AbortSignal.timeout(60_000) })
  } catch {
    throw new StartRefused(`Nothing answers at ${url}. Start the graph with npm start, or name another with --url.`)
  }
}
