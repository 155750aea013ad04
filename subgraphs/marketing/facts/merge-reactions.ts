import type { Transaction } from '#platform/database.ts'
import { customersMerged, customersUnmerged } from '#platform/event-catalogue.ts'
import { reaction } from '#platform/events.ts'
import { moveRows, moveRowsBack } from '#platform/merges/move-rows.ts'
import { attributeNames } from '../expression/attributes.ts'
import { withSegments } from '../segments/reevaluate.ts'
import { meetCustomer } from './fact-store.ts'
import { recountBuying, recountCars, recountConsents } from './recount.ts'

const whole = { subgraph: 'marketing', alone: true } as const

/** What is known of both records is counted as the survivor's, and his segments see it. */
export const onCustomersMerged = reaction(customersMerged, (tx, { payload, recordedAt }) =>
  withSegments(tx, { customerId: payload.survivorId, attributes: attributeNames, now: recordedAt }, async () => {
    await meetCustomer(tx, payload.survivorId)
    await moveRows(tx, payload, whole)
    await recount(tx, payload.survivorId)
  }),
)

/** What was known of the merged record is his again; only the survivor's sums have to be counted anew. */
export const onCustomersUnmerged = reaction(customersUnmerged, (tx, { payload, recordedAt }) =>
  withSegments(tx, { customerId: payload.survivorId, attributes: attributeNames, now: recordedAt }, async () => {
    await moveRowsBack(tx, payload, whole)
    await recount(tx, payload.survivorId)
  }),
)

async function recount(tx: Transaction, customerId: string): Promise<void> {
  await recountBuying(tx, [customerId])
  await recountCars(tx, [customerId])
  await recountConsents(tx, [customerId])
}
