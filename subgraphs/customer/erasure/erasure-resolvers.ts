import type { Resolvers } from '#generated/customer.ts'
import { batched } from '#platform/batch.ts'
import { mayErase } from './erasure.ts'
import { erasureReceipt } from './erasure-receipt.ts'
import { findErasures } from './erasure-store.ts'
import { requestErasure } from './request-erasure.ts'
import { retryErasure } from './retry-erasure.ts'

const erasureOf = batched((ctx, ids: readonly string[]) => findErasures(ctx.db.as('system'), ids))

export const erasureResolvers: Resolvers = {
  Query: {
    erasure: (_, { customerId }, ctx) => (mayErase(ctx.principal, customerId) ? erasureOf(ctx, customerId) : null),
    erasureReceiptHolds: (_, { receipt }, ctx) => ctx.seals.holds(receipt),
    erasureReceiptKey: (_, _args, ctx) => ctx.seals.publicKey,
  },
  Mutation: {
    requestErasure: (_, { input }, ctx) => requestErasure(ctx, input),
    retryErasure: (_, { input }, ctx) => retryErasure(ctx, input),
  },
  RetryErasureSuccess: { erasure: ({ customerId }, _, ctx) => erasureOf(ctx, customerId) },
  RequestErasureSuccess: { erasure: ({ customerId }, _, ctx) => erasureOf(ctx, customerId) },
  ErasureAlreadyRequested: { erasure: ({ customerId }, _, ctx) => erasureOf(ctx, customerId) },
  Erasure: {
    state: ({ completedAt }) => (completedAt === null ? 'PARTIAL' : 'COMPLETE'),
    receipt: (erasure, _, ctx) => erasureReceipt(erasure, ctx.seals),
  },
}
