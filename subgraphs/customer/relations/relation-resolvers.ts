import type { Resolvers } from '#generated/customer.ts'
import { batched } from '#platform/batch.ts'
import { customerEntity } from '../profile/customer-entity.ts'
import { findRelationsOf } from './relation-store.ts'

const relationsOf = batched((ctx, ids: readonly string[], past: boolean) => findRelationsOf(ctx.db, ids, past))

export const relationResolvers: Resolvers = {
  Customer: { relations: ({ id }, { past }, ctx) => relationsOf(ctx, id, past) },
  CustomerRelation: { customer: ({ otherId }, _, ctx) => customerEntity.by.id(ctx, otherId) },
}
