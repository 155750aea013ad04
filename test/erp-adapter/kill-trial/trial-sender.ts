import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'undici'
import { pushDocument } from '../../kit/push-document.ts'
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
  /** Messages that it has under way at once. */
  readonly underWay: number
  /** Requests sent so far. */
  readonly requests: () => number
  /** Those of them that were under way when something was killed: they broke off, or were asked to come again. */
  readonly brokenOff: () => number
  close(): Promise<void>
}

/** How long an answer and its body are waited for, in milliseconds. */
const patience = 20_000

/** A sender that sends so many messages over one connection before the first is answered. */
export function startSender(url: string, underWay: number): TrialSender {
  const client = new Client(url, { pipelining: underWay, headersTimeout: patience, bodyTimeout: patience })
  let requests = 0
  let brokenOff = 0

  /** Null when there was no answer, or one that asks to come again. */
  async function send({ id, behaviour }: TrialMessage, body: string): Promise<{ location: string | null } | null> {
    requests++
    const response = await pushDocument(client, body, {
      'gs1-capture-error-behaviour': behaviour,
      ...pushHeaders(trialSender, id, body),
    }).catch((error: unknown) => (isRefused(error) ? 'refused' : null))
    if (response === 'refused') return null
    const told = await response?.body.text().catch(() => null)
    if (response === null || told == null || response.statusCode >= 500) {
      brokenOff++
      return null
    }
    if (response.statusCode === 202) return { location: response.headers.location?.toString() ?? null }
    if (response.statusCode === 400) return { location: null }
    throw new Error(`the message ${id} was answered ${response.statusCode}: ${told}`)
  }

  return {
    underWay,
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
    close: () => client.destroy(),
  }
}

/** Whether nobody listened. */
const isRefused = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED'
