import type { z } from 'zod'
import type { Resolvers } from '#generated/customer.ts'
import { customerActivity } from '#platform/event-catalogue.ts'
import { mapped } from '#platform/stream.ts'
import { customerEntity } from '../profile/customer-entity.ts'
import { subjectOf } from './subject.ts'

/** What a subscriber is told of: an activity, as it was published. */
export type ActivityNews = z.infer<typeof customerActivity.payload>

export const activityNewsResolvers: Resolvers = {
  Subscription: {
    activityRecorded: {
      async subscribe(_, { customerId }, { live }) {
        const activities = await live.of(customerActivity, activity => activity.customerId === customerId)
        return mapped(activities, async ({ payload }) => ({ activityRecorded: payload }))
      },
    },
  },
  ActivityNews: {
    customer: ({ customerId }, _, ctx) => customerEntity.by.id(ctx, customerId),
    at: ({ at }) => new Date(at),
    subject: ({ subject: { type, id } }, _, ctx) => subjectOf(ctx, { subjectType: type, subjectId: id }),
  },
}
