import type { Transaction } from '#platform/database.ts'
import { caseChanged } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'
import { publishActivities } from '../customer-activity.ts'
import type { Case } from './case.ts'

/** Tells subscribers and the customer's timeline what happened to a case, such as `opened`. */
export async function tellOfCase(
  tx: Transaction,
  { id, kind, customerId }: Pick<Case, 'id' | 'kind' | 'customerId'>,
  what: string,
  at: Date,
): Promise<void> {
  const summary = `Case (${kind.toLowerCase()}) ${what}`
  await publish(tx, caseChanged, [{ key: id, payload: { caseId: id } }])
  await publishActivities(tx, [{ customerId, kind: 'CASE', at, summary, subject: { type: 'Case', id } }])
}
