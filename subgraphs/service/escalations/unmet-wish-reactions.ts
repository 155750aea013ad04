import { purchaseWishUnmet } from '#platform/event-catalogue.ts'
import { reaction } from '#platform/events.ts'
import { newId } from '#platform/id.ts'
import { isOpen } from '../cases/case-lifecycle.ts'
import { insertMessage } from '../cases/case-writes.ts'
import { bringBefore } from './bring-before.ts'
import { lockCaseToEscalate } from './case-to-escalate-store.ts'

/** A wish to buy that no dealer takes stays with the help desk: its agent is told, or the team lead when it has none. */
export const onPurchaseWishUnmet = reaction(purchaseWishUnmet, async (tx, { payload: { caseId }, recordedAt: at }) => {
  const found = await lockCaseToEscalate(tx, caseId)
  if (found === undefined || !isOpen(found.status)) return
  const body = 'There is no dealer for this wish to buy and so no lead: it stays with the help desk.'
  await insertMessage(tx, { id: newId('message'), caseId, author: 'INTERNAL', authorName: 'sales', body, at })
  const rank = found.agentId === null ? 'TEAM_LEAD' : 'AGENT'
  await bringBefore(tx, [{ case: found, rank, reason: 'NO_DEALER', consumedMinutes: 0 }], at)
})
