import type { z } from 'zod'
import type { Resolvers } from '#generated/customer.ts'
import type { Queries } from '#platform/database.ts'
import { Fault } from '#platform/errors.ts'
import { customerActivity } from '#platform/event-catalogue.ts'
import { mapped } from '#platform/stream.ts'
import { customerEntity } from '../profile/customer-entity.ts'
import { seesCustomer } from './sees-customer.ts'
import { subjectOf } from './subject.ts'

/** What a subscriber is told of: an activity, as it was published. */
export type ActivityNews = z.infer<typeof customerActivity.payload>

async function demandSight(db: Queries, customerId: string): Promise<void> {
  if (!(await seesCustomer(db, customerId)))
    throw new Fault('FORBIDDEN', `The customer ${customerId} is none of yours, or is so no longer.`)
}

export const activityNewsResolvers: Resolvers = {
  Subscription: {
    activityRecorded: {
      async subscribe(_, { customerId }, { db, live }) {
        await demandSight(db, customerId)
        const activities = await live.of(customerActivity, activity => activity.customerId === customerId)
        return mapped(activities, async ({ payload }) => {
          await demandSight(db, customerId)
          return { activityRecorded: payload }
        })
      },
    },
  },
  ActivityNews: {
    customer: ({ customerId }, _, ctx) => customerEntity.by.id(ctx, customerId),
    at: ({ at }) => new Date(at),
    subject: ({ subject: { type, id } }, _, ctx) => subjectOf(ctx, { subjectType: type, subjectId: id }),
  },
}
