import { setTimeout as pause } from 'node:timers/promises'
import { document } from '../factory.ts'
import { pushHeaders } from '#platform/webhook-signature.ts'
import type { TrialMessage } from './trial-messages.ts'

/** Who signs the messages of the trial; the adapter must know him. */
export const trialSender = { sender: 'kill-trial', secret: `whsec_${Buffer.alloc(32, 7).toString('base64')}` }

/** What a message was answered: where its job is, or that it was refused. */
export interface Acknowledgement {
  readonly message: TrialMessage
  /** Null when it was refused. */
  readonly location: string | null
}

export interface TrialSender {
  /** Sends a message under its id until it is taken or refused. */
  deliver(message: TrialMessage): Promise<Acknowledgement>
  /** Requests sent so far. */
  readonly requests: () => number
  /** Those of them that were under way when something was killed: they broke off, or were asked to come again. */
  readonly brokenOff: () => number
}

export function startSender(url: string): TrialSender {
  let requests = 0
  let brokenOff = 0

  /** Null when there was no answer, or one that asks to come again. */
  async function send({ id, behaviour }: TrialMessage, body: string): Promise<{ location: string | null } | null> {
    requests++
    const response = await fetch(`${url}/ingest/capture`, {
      method: 'POST',
      headers: {
        'content-type': 'application/ld+json',
        'gs1-capture-error-behaviour': behaviour,
        ...pushHeaders(trialSender, id, body),
      },
      body,
      signal: AbortSignal.timeout(20_000),
    }).catch((error: unknown) => (isRefused(error) ? 'refused' : null))
    if (response === 'refused') return null
    const told = await response?.text().catch(() => null)
    if (response === null || told === null || response.status >= 500) {
      brokenOff++
      return null
    }
    if (response.status === 202) return { location: response.headers.get('location') }
    if (response.status === 400) return { location: null }
    throw new Error(`the message ${id} was answered ${response.status}: ${told}`)
  }

  return {
    requests: () => requests,
    brokenOff: () => brokenOff,
    async deliver(message) {
      const body = JSON.stringify(document(message.events))
      for (;;) {
        const answer = await send(message, body)
        if (answer !== null) return { message, ...answer }
        await pause(20)
      }
    },
  }
}

/** Whether nobody listened. */
const isRefused = (error: unknown): boolean =>
  error instanceof Error && error.cause instanceof Error && 'code' in error.cause && error.cause.code === 'ECONNREFUSED'
