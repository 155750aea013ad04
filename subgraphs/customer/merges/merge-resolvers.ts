import type { Resolvers } from '#generated/customer.ts'
import { batched } from '#platform/batch.ts'
import { customerEntity } from '../profile/customer-entity.ts'
import { findMerges, findMergesOf } from './merge-store.ts'
import { mergeCustomers } from './merge-customers.ts'
import { unmergeCustomers } from './unmerge-customers.ts'

const mergesOf = batched((ctx, ids: readonly string[]) => findMergesOf(ctx.db, ids))
const mergeById = batched((ctx, ids: readonly string[]) => findMerges(ctx.db, ids))

export const mergeResolvers: Resolvers = {
  Mutation: {
    mergeCustomers: (_, { input }, ctx) => mergeCustomers(ctx, input),
    unmergeCustomers: (_, { input }, ctx) => unmergeCustomers(ctx, input),
  },
  Customer: { merges: ({ id }, _, ctx) => mergesOf(ctx, id) },
  CustomerMerge: {
    survivor: ({ survivorId }, _, ctx) => customerEntity.by.id(ctx, survivorId),
    decisions: ({ decisions }) => [...decisions],
  },
  MergeCustomersSuccess: {
    merge: ({ mergeId }, _, ctx) => mergeById(ctx, mergeId),
    customer: ({ customerId }, _, ctx) => customerEntity.by.id(ctx, customerId),
  },
  UnmergeCustomersSuccess: {
    merge: ({ mergeId }, _, ctx) => mergeById(ctx, mergeId),
    survivor: ({ customerId }, _, ctx) => customerEntity.by.id(ctx, customerId),
    restored: ({ mergedId }, _, ctx) => customerEntity.by.id(ctx, mergedId),
  },
}
