import type { Transaction } from '#platform/database.ts'
import { customerActivity } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'

export interface Activity {
  /** Null when nobody knows the customer: then nothing is told. */
  readonly customerId: string | null
  readonly kind: 'APPOINTMENT' | 'SERVICE' | 'CASE' | 'REQUEST' | 'RECALL'
  readonly at: Date
  readonly summary: string
  readonly subject: { readonly type: string; readonly id: string }
}

/** Tells the timelines of customers what service did for them. */
export async function publishActivities(tx: Transaction, activities: readonly Activity[]): Promise<void> {
  const events = activities.flatMap(({ customerId, at, ...rest }) =>
    customerId === null
      ? []
      : [{ key: customerId, payload: { ...rest, customerId, department: 'SERVICE' as const, at: at.toISOString() } }],
  )
  await publish(tx, customerActivity, events)
}
