import type { Resolvers } from '#generated/erp-adapter.ts'
import { batched } from '#platform/batch.ts'
import { connection, pageOf } from '#platform/connection.ts'
import type { Context } from '#platform/context.ts'
import { mutate } from '#platform/mutation.ts'
import { existing } from '#platform/rows.ts'
import { discardEvent, reasonOf, redriveEvent } from './decide-event.ts'
import type { KeptApartRow } from './kept-apart-event.ts'
import { demandDecider } from './may-decide.ts'
import { findContents, findKeptApart, pageOfKeptApart } from './kept-apart-store.ts'

/** An event that a mutation decided about; its outcome keeps the id alone. */
export interface DecidedEvent {
  readonly id: string
}

const keptApart = batched((ctx, ids: readonly string[]) => findKeptApart(ctx.db, ids))
const contentOf = batched((ctx, ids: readonly string[]) => findContents(ctx.db, ids))
const event = ({ id }: DecidedEvent, _: unknown, ctx: Context): Promise<KeptApartRow> => existing(keptApart(ctx, id))

export const keptApartResolvers: Resolvers = {
  Query: {
    async keptApartEvents(_, { filter, ...args }, ctx) {
      demandDecider(ctx.principal)
      const page = pageOf(args)
      const criteria = {
        state: filter?.state ?? null,
        sender: filter?.sender ?? null,
        productionNumber: filter?.productionNumber ?? null,
        eventId: filter?.eventId ?? null,
        receivedFrom: filter?.receivedFrom ?? null,
        receivedBefore: filter?.receivedBefore ?? null,
      }
      const rows = await pageOfKeptApart(ctx.db, criteria, page)
      return connection(rows, page, ({ receivedAt, id }) => ({ sort: receivedAt.toISOString(), id }))
    },
  },
  Mutation: {
    redriveEvent(_, { input }, ctx) {
      demandDecider(ctx.principal)
      return mutate(ctx, 'redriveEvent', input, tx =>
        redriveEvent(tx, { id: input.id, by: ctx.principal.name, at: ctx.now }),
      )
    },
    discardEvent(_, { input }, ctx) {
      demandDecider(ctx.principal)
      const reason = reasonOf(input.reason)
      return mutate(ctx, 'discardEvent', input, tx =>
        discardEvent(tx, { id: input.id, by: ctx.principal.name, at: ctx.now, reason }),
      )
    },
  },
  KeptApartEvent: { content: ({ id }, _, ctx) => contentOf(ctx, id) },
  RedriveEventSuccess: { event },
  DiscardEventSuccess: { event },
  KeptApartEventDecided: { event },
}
