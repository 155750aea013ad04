import { signedHeaders } from '#platform/webhook-signature.ts'
import type { DeliveryFailure, TakenDelivery } from './delivery-store.ts'

/** Longest rest that a supplier can ask for, in seconds. */
const longestRest = 86_400

/** What a sending came to; `brokenOff` when we ended it ourselves. */
export type Sent = 'taken' | 'brokenOff' | DeliveryFailure

export interface Posting {
  /** Longest time for the supplier to answer, in milliseconds. */
  readonly patience: number
  /** Ends the sending. */
  readonly signal: AbortSignal
}

/** The id of a plan's message to a supplier: the same each time that it is sent. */
export const webhookIdOf = ({ planId, supplierId }: Pick<TakenDelivery, 'planId' | 'supplierId'>): string =>
  `${planId}:${supplierId}`

/** Sends a plan to its supplier, signed as Standard Webhooks. */
export async function postPlan(delivery: TakenDelivery, { patience, signal }: Posting): Promise<Sent> {
  const deadline = AbortSignal.timeout(patience)
  const text = JSON.stringify(delivery.body)
  try {
    const response = await fetch(delivery.endpoint, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.any([signal, deadline]),
      headers: {
        'content-type': 'application/json',
        ...signedHeaders(delivery.secret, webhookIdOf(delivery), text),
      },
      body: text,
    })
    await response.body?.cancel()
    return judgeAnswer(response.status, restAsked(response.headers.get('retry-after'), Date.now()))
  } catch (error) {
    if (signal.aborted) return 'brokenOff'
    if (deadline.aborted) return failed(`It did not answer within ${patience / 1000} seconds.`)
    return failed(`It can’t be reached: ${causeOf(error)}.`)
  }
}

const failed = (reason: string, rest: Partial<DeliveryFailure> = {}): DeliveryFailure => ({
  reason,
  final: false,
  restSeconds: 0,
  ...rest,
})

/** What an answer means: 2xx is taken, 410 means that plans are no longer wanted there. */
export function judgeAnswer(status: number, restSeconds: number): Sent {
  if (status >= 200 && status < 300) return 'taken'
  if (status === 410) return failed('It answered 410: it wants no more plans there.', { final: true })
  return failed(`It answered ${status}.`, { restSeconds })
}

/** The seconds that `Retry-After` asks for, as a number or as a moment; 0 when it says nothing that can be read. */
export function restAsked(header: string | null, now: number): number {
  if (header === null) return 0
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - now) / 1000
  return Number.isFinite(seconds) ? Math.min(Math.max(Math.ceil(seconds), 0), longestRest) : 0
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  if (cause instanceof Error) return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message
  return 'the connection failed'
}
