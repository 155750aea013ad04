import { batched } from '#platform/batch.ts'
import type { Context } from '#platform/context.ts'
import type { Resolvers } from '#generated/service.ts'
import { mayKnowCustomer } from '../customer-visibility.ts'
import { messagesOf, statusHistoryOf } from './case-thread-store.ts'
import type { Case } from './case.ts'
import { readSlaClock, type SlaReading } from './sla-clock.ts'

const messages = batched((ctx, ids: readonly string[]) => messagesOf(ctx.db, ids))
const statusHistory = batched((ctx, ids: readonly string[]) => statusHistoryOf(ctx.db, ids))

async function slaOf({ id, slaMinutes }: Case, ctx: Context): Promise<SlaReading> {
  return readSlaClock((await statusHistory(ctx, id)) ?? [], slaMinutes, ctx.now)
}

export const caseThreadResolvers: Resolvers = {
  Case: {
    messages: ({ id, dealerId }, _, ctx) => (mayKnowCustomer(ctx.principal, dealerId) ? messages(ctx, id) : null),
    statusHistory: ({ id }, _, ctx) => statusHistory(ctx, id),
    slaConsumedMinutes: async (row, _, ctx) => (await slaOf(row, ctx)).consumedMinutes,
    slaState: async (row, _, ctx) => (await slaOf(row, ctx)).state,
    slaDueAt: async (row, _, ctx) => (await slaOf(row, ctx)).dueAt,
  },
}
