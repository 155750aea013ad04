import { customerActivity } from '#platform/event-catalogue.ts'
import { reaction } from '#platform/events.ts'
import { newId } from '#platform/id.ts'
import { insertActivity } from './activity-store.ts'

/** Every department's activities, the customer subgraph's own too, reach the timeline by this one way. */
export const onCustomerActivity = reaction(customerActivity, async (tx, { payload }) => {
  const { subject, at, ...activity } = payload
  await insertActivity(tx, {
    ...activity,
    id: newId('activity'),
    at: new Date(at),
    subjectType: subject.type,
    subjectId: subject.id,
  })
})
