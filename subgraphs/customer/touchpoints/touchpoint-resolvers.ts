import type { Resolvers } from '#generated/customer.ts'
import { batched } from '#platform/batch.ts'
import { pageOf } from '#platform/connection.ts'
import { customerEntity } from '../profile/customer-entity.ts'
import { recordTouchpoint } from './record-touchpoint.ts'
import { touchpointEntity } from './touchpoint-entity.ts'
import { findTouchpointsOf, type TouchpointPage } from './touchpoint-store.ts'

const touchpointsOf = batched((ctx, ids: readonly string[], page: TouchpointPage) =>
  findTouchpointsOf(ctx.db, ids, page),
)

export const touchpointResolvers: Resolvers = {
  Mutation: { recordTouchpoint: (_, { input }, ctx) => recordTouchpoint(ctx, input) },
  RecordTouchpointSuccess: { touchpoint: ({ touchpointId }, _, ctx) => touchpointEntity.by.id(ctx, touchpointId) },
  Customer: {
    touchpoints: ({ id }, { channels, ...args }, ctx) =>
      touchpointsOf(ctx, id, { page: pageOf(args), channels: channels ?? null }),
  },
  Touchpoint: {
    customer: ({ customerId }, _, ctx) => customerEntity.by.id(ctx, customerId),
    dealer: ({ dealerId }) => (dealerId === null ? null : { id: dealerId }),
  },
}
