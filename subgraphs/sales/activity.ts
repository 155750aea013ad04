import type { Transaction } from '#platform/database.ts'
import { customerActivity } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'

/** Something between a customer and sales. */
export interface Activity {
  readonly customerId: string
  readonly kind: 'LEAD' | 'ORDER' | 'SALE' | 'OWNERSHIP'
  readonly at: Date
  /** One line for a person to read, without telephone numbers and names. */
  readonly summary: string
  readonly subject: { readonly type: string; readonly id: string }
}

/** Tells the customer's timeline. */
export async function recordActivity(tx: Transaction, { at, ...activity }: Activity): Promise<void> {
  const payload = { ...activity, department: 'SALES' as const, at: at.toISOString() }
  await publish(tx, customerActivity, [{ key: activity.customerId, payload }])
}
