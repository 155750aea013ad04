import type { Database } from '#platform/database.ts'
import { log } from '#platform/log.ts'
import { repeatedly } from '#platform/repeatedly.ts'
import { signedHeaders } from '#platform/webhook-signature.ts'
import { lockDueDelivery, putDeliveryOff, saveDelivered, type DueDelivery } from './delivery-store.ts'

/** Longest time for a supplier to answer, in milliseconds. */
const patience = 10_000
/** Pause when nothing is due, in milliseconds. */
const idle = 1000

/**
 * Sends released plans to suppliers, signed as Standard Webhooks: at least once, under the same `webhook-id` each time.
 * A delivery stays locked while it is under way, so that one process sends it. Returns what ends it.
 */
export async function startSendingPlans(db: Database): Promise<() => Promise<void>> {
  return repeatedly(
    async signal => ((await sendOne(db, signal)) ? 0 : idle),
    error => {
      log.error({ err: error }, 'sending plans to suppliers was interrupted')
      return idle
    },
  )
}

/** Sends a plan that is due; false when none is. */
async function sendOne(db: Database, signal: AbortSignal): Promise<boolean> {
  return db.transaction(async tx => {
    const delivery = await lockDueDelivery(tx)
    if (delivery === undefined) return false
    const failure = await post(delivery, AbortSignal.any([signal, AbortSignal.timeout(patience)]))
    if (signal.aborted) throw new Error('it is sent again at the next start')
    if (failure === null) await saveDelivered(tx, delivery)
    else await putDeliveryOff(tx, delivery, failure)
    return true
  })
}

/** Sends a plan to its supplier; what went wrong, or null. */
async function post({ planId, supplierId, endpoint, secret, body }: DueDelivery, signal: AbortSignal) {
  const id = `${planId}:${supplierId}`
  const text = JSON.stringify(body)
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      redirect: 'error',
      signal,
      headers: { 'content-type': 'application/json', ...signedHeaders(secret, id, text) },
      body: text,
    })
    await response.body?.cancel()
    return response.ok ? null : `It answered ${response.status}.`
  } catch {
    return signal.aborted ? `It did not answer within ${patience / 1000} seconds.` : 'It can’t be reached.'
  }
}
