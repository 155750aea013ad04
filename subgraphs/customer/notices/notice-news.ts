import type { Resolvers } from '#generated/customer.ts'
import type { Context } from '#platform/context.ts'
import { noticesArrived } from '#platform/event-catalogue.ts'
import { chosen, mapped } from '#platform/stream.ts'
import { demandInbox } from './notice.ts'
import { findNotices } from './notice-store.ts'

const idFor = (
  { notices }: { readonly notices: readonly { readonly id: string; readonly department: string }[] },
  department: string,
): string => notices.find(notice => notice.department === department)?.id ?? ''

export const noticeNewsResolvers: Resolvers = {
  Subscription: {
    noticeArrived: {
      async subscribe(_, { department }, { db, live, principal }) {
        demandInbox(principal, department)
        const arrived = await live.of(noticesArrived, news => idFor(news, department) !== '')
        const ids = mapped(arrived, async ({ payload }) => idFor(payload, department))
        // Of other dealers' customers not even that something arrived is told.
        return chosen(ids, async id => (await findNotices(db, [id])).has(id))
      },
      resolve: async (id: string, _: unknown, ctx: Context) => (await findNotices(ctx.db, [id])).get(id) ?? null,
    },
  },
}
