import { recallScopeResolved } from '#platform/event-catalogue.ts'
import { reaction } from '#platform/events.ts'
import { publishActivities } from '../customer-activity.ts'
import { putUnderRecall } from './recall-scope-store.ts'

/** The cars that the factory names carry the recall, and the timelines of their owners say so. */
export const onRecallScopeResolved = reaction(recallScopeResolved, async (tx, { payload, recordedAt }) => {
  const owners = await putUnderRecall(tx, payload.recallId, payload.vins)
  await publishActivities(
    tx,
    owners.map(({ customerId, recallId, title }) => ({
      customerId,
      kind: 'RECALL',
      at: recordedAt,
      summary: `Recall opened on a car: ${title}`,
      subject: { type: 'Recall', id: recallId },
    })),
  )
})
