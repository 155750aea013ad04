import type { Resolvers } from '#generated/customer.ts'
import { batched } from '#platform/batch.ts'
import { pageOf } from '#platform/connection.ts'
import { findTimelines, type TimelinePage } from './activity-store.ts'
import { subjectOf } from './subject.ts'

const timelineOf = batched((ctx, ids: readonly string[], page: TimelinePage) => findTimelines(ctx.db, ids, page))

export const timelineResolvers: Resolvers = {
  Customer: {
    timeline: ({ id }, { kinds, ...args }, ctx) => timelineOf(ctx, id, { page: pageOf(args), kinds: kinds ?? null }),
  },
  TimelineEntry: { subject: (activity, _, ctx) => subjectOf(ctx, activity) },
}
