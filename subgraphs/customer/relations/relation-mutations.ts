import type { Resolvers } from '#generated/customer.ts'
import { batched } from '#platform/batch.ts'
import { customerEntity } from '../profile/customer-entity.ts'
import { endRelation } from './end-relation.ts'
import { relateCustomers } from './relate-customers.ts'
import { seenBy } from './relation.ts'
import { findRelations } from './relation-store.ts'

const relationById = batched((ctx, ids: readonly string[]) => findRelations(ctx.db, ids))

export const relationMutations: Resolvers = {
  Mutation: {
    relateCustomers: (_, { input }, ctx) => relateCustomers(ctx, input),
    endRelation: (_, { input }, ctx) => endRelation(ctx, input),
  },
  RelateCustomersSuccess: {
    customer: ({ customerId }, _, ctx) => customerEntity.by.id(ctx, customerId),
    async relation({ customerId, relationId }, _, ctx) {
      const relation = await relationById(ctx, relationId)
      return relation === null ? null : seenBy(customerId, relation)
    },
  },
  EndRelationSuccess: {
    customer: ({ customerId }, _, ctx) => customerEntity.by.id(ctx, customerId),
    relatedCustomer: ({ relatedId }, _, ctx) => customerEntity.by.id(ctx, relatedId),
  },
}
