import type { Database } from '#platform/database.ts'
import { log } from '#platform/log.ts'
import { repeatedly } from '#platform/repeatedly.ts'
import {
  letDeliveryGo,
  putDeliveryOff,
  saveDelivered,
  takeDueDeliveries,
  type TakenDelivery,
} from './delivery-store.ts'
import { postPlan } from './post-plan.ts'

/** Suppliers that are sent something at once. */
const atOnce = 16
/** Longest time for a supplier to answer, in milliseconds. */
const patience = 10_000
/** A delivery whose process has died is sent by another one after so many milliseconds: longer than a sending takes. */
const hold = patience + 5_000
/** Pause when nothing is due, in milliseconds. */
const idle = 1000

/**
 * Sends released plans to suppliers: at least once, under the same `webhook-id` each time, many suppliers at once and none
 * inside of a transaction. Returns what ends it; what is under way then is sent again by the next process.
 */
export async function startSendingPlans(db: Database): Promise<() => Promise<void>> {
  const underWay = new Set<Promise<void>>()
  const end = repeatedly(async signal => {
    const free = atOnce - underWay.size
    const taken = free === 0 ? [] : await takeDueDeliveries(db, { most: free, hold })
    for (const delivery of taken) {
      const sending = send(db, delivery, signal)
        .catch(interrupted)
        .then(() => void underWay.delete(sending))
      underWay.add(sending)
    }
    return taken.length === 0 ? idle : 0
  }, interrupted)
  return async () => {
    await end()
    await Promise.all(underWay)
  }
}

function interrupted(error: unknown): number {
  log.error({ err: error }, 'sending plans to suppliers was interrupted')
  return idle
}

async function send(db: Database, delivery: TakenDelivery, signal: AbortSignal): Promise<void> {
  const sent = await postPlan(delivery, { patience, signal })
  if (sent === 'taken') await saveDelivered(db, delivery)
  else if (sent === 'brokenOff') await letDeliveryGo(db, delivery)
  else await putDeliveryOff(db, delivery, sent)
}
