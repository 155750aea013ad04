import type { Resolvers } from '#generated/customer.ts'
import { connection, pageOf } from '#platform/connection.ts'
import { scoreWithin } from '../matching/score-within.ts'
import { customerEntity } from '../profile/customer-entity.ts'
import { dismissDuplicate } from './dismiss-duplicate.ts'
import { findDuplicatePairs } from './duplicate-store.ts'

export const duplicateResolvers: Resolvers = {
  Query: {
    async duplicateCandidates(_, { minScore, dismissed, ...args }, ctx) {
      const page = pageOf(args)
      const pairs = await findDuplicatePairs(ctx.db, { page, minScore: scoreWithin(minScore), dismissed })
      return connection(pairs, page, ({ score, customerId, otherId }) => ({
        sort: String(score),
        id: `${customerId} ${otherId}`,
      }))
    },
  },
  Mutation: { dismissDuplicate: (_, { input }, ctx) => dismissDuplicate(ctx, input) },
  DuplicateCandidate: {
    customer: ({ customerId }, _, ctx) => customerEntity.by.id(ctx, customerId),
    other: ({ otherId }, _, ctx) => customerEntity.by.id(ctx, otherId),
  },
  DismissDuplicateSuccess: {
    customer: ({ customerId }, _, ctx) => customerEntity.by.id(ctx, customerId),
    other: ({ otherId }, _, ctx) => customerEntity.by.id(ctx, otherId),
  },
}
