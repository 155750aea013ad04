import type { Transaction } from '#platform/database.ts'
import { publishActivities } from '../customer-activity.ts'
import type { Case } from './case.ts'

/** Tells the customer's timeline what happened to a case, such as `opened`. */
export function tellOfCase(
  tx: Transaction,
  { id, kind, customerId }: Pick<Case, 'id' | 'kind' | 'customerId'>,
  what: string,
  at: Date,
): Promise<void> {
  const summary = `Case (${kind.toLowerCase()}) ${what}`
  return publishActivities(tx, [{ customerId, kind: 'CASE', at, summary, subject: { type: 'Case', id } }])
}
