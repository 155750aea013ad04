import type { Resolvers } from '#generated/customer.ts'
import { batched } from '#platform/batch.ts'
import { customerEntity } from '../profile/customer-entity.ts'
import { addSourceId } from './add-source-id.ts'
import { readSourceId } from './source-id.ts'
import { findCustomerIdsBySource, findSourceIds, parseSourceKey, sourceKey, toldFor } from './source-id-store.ts'

const sourceIdsOf = batched((ctx, ids: readonly string[]) => findSourceIds(ctx.db, ids))
const customerIdBySource = batched((ctx, keys: readonly string[]) =>
  findCustomerIdsBySource(ctx.db, keys.map(parseSourceKey), toldFor(ctx.principal)),
)

export const sourceIdResolvers: Resolvers = {
  Query: {
    async customerBySource(_, asked, ctx) {
      const id = await customerIdBySource(ctx, sourceKey(readSourceId(asked)))
      return id === null ? null : customerEntity.by.id(ctx, id)
    },
  },
  Mutation: { addSourceId: (_, { input }, ctx) => addSourceId(ctx, input) },
  Customer: { sourceIds: ({ id }, _, ctx) => sourceIdsOf(ctx, id) },
  AddSourceIdSuccess: { customer: ({ customerId }, _, ctx) => customerEntity.by.id(ctx, customerId) },
  SourceIdTaken: { customer: ({ customerId }, _, ctx) => customerEntity.by.id(ctx, customerId) },
}
