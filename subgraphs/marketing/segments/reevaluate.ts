import type { Transaction } from '#platform/database.ts'
import type { AttributeName } from '../expression/attributes.ts'
import { expressionOf } from './segment.ts'
import { lockMemberships, refreshMembers } from './refresh-store.ts'
import { findSegmentsUsing } from './segment-store.ts'

/** A customer of whom something changed: which attributes, and when. */
export interface Change {
  readonly customerId: string
  readonly attributes: readonly AttributeName[]
  readonly now: Date
}

/** Lets the segments that ask for what changed see it: one statement each, for this customer alone. */
export async function reevaluate(tx: Transaction, { customerId, attributes, now }: Change): Promise<void> {
  for (const { id, version, expression } of await findSegmentsUsing(tx, attributes))
    await refreshMembers(tx, {
      segmentId: id,
      version,
      expression: expressionOf(expression),
      now,
      customerIds: [customerId],
    })
}

/** Writes a change of a customer's facts and lets his segments see it, while nobody else changes memberships. */
export async function withSegments(tx: Transaction, change: Change, write: () => Promise<void>): Promise<void> {
  await lockMemberships(tx)
  await write()
  await reevaluate(tx, change)
}
