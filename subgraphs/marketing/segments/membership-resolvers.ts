import type { Resolvers } from '#generated/marketing.ts'
import { batched } from '#platform/batch.ts'
import { existing } from '#platform/rows.ts'
import { findMemberships } from './membership-store.ts'
import { segmentEntity } from './segment-entity.ts'

const memberships = batched((ctx, customerIds: readonly string[]) => findMemberships(ctx.db, customerIds))

export const membershipResolvers: Resolvers = {
  SegmentMembership: {
    segment: async ({ segmentId }, _, ctx) => existing(segmentEntity.by.id(ctx, segmentId)),
    customer: ({ customerId }) => ({ id: customerId }),
  },
  Customer: {
    segments: ({ id }, _, ctx) => (id === undefined ? null : memberships(ctx, id)),
  },
}
