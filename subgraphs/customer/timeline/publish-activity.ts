import type { Transaction } from '#platform/database.ts'
import { customerActivity } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'
import type { Activity } from './activity.ts'

/** Tells an activity of this subgraph the way that every department does. */
export async function publishActivity(tx: Transaction, activity: Omit<Activity, 'id'>): Promise<void> {
  const { subjectType: type, subjectId: id, at, ...told } = activity
  const payload = { ...told, at: at.toISOString(), subject: { type, id } }
  await publish(tx, customerActivity, [{ key: activity.customerId, payload }])
}
