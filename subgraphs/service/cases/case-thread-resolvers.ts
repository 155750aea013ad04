import { batched } from '#platform/batch.ts'
import type { Context } from '#platform/context.ts'
import type { Resolvers } from '#generated/service.ts'
import { mayKnowCustomer } from '../customer-visibility.ts'
import { messagesOf, statusHistoryOf } from './case-thread-store.ts'
import type { Case } from './case.ts'
import { readSlaClock, type SlaReading } from './sla-clock.ts'

const messages = batched((ctx, ids: readonly string[]) => messagesOf(ctx.db, ids))
const statusHistory = batched((ctx, ids: readonly string[]) => statusHistoryOf(ctx.db, ids))

/** Null to whoever does not see how the case is worked on. */
async function slaOf({ id, slaMinutes }: Case, ctx: Context): Promise<SlaReading | null> {
  const history = (await statusHistory(ctx, id)) ?? []
  return history.length === 0 ? null : readSlaClock(history, slaMinutes, ctx.now)
}

export const caseThreadResolvers: Resolvers = {
  Case: {
    messages: ({ id, dealerId }, _, ctx) => (mayKnowCustomer(ctx.principal, dealerId) ? messages(ctx, id) : null),
    statusHistory: ({ id }, _, ctx) => statusHistory(ctx, id),
    slaConsumedMinutes: async (row, _, ctx) => (await slaOf(row, ctx))?.consumedMinutes ?? null,
    slaState: async (row, _, ctx) => (await slaOf(row, ctx))?.state ?? null,
    slaDueAt: async (row, _, ctx) => (await slaOf(row, ctx))?.dueAt ?? null,
  },
}
