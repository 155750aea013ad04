import type { Resolvers } from '#generated/marketing.ts'
import { batched } from '#platform/batch.ts'
import type { Context } from '#platform/context.ts'
import { mutate } from '#platform/mutation.ts'
import { existing } from '#platform/rows.ts'
import { findMessages } from './message-store.ts'
import { recordMessage } from './record-message.ts'

const messageOf = batched((ctx, ids: readonly string[]) => findMessages(ctx.db, ids))

const withMessage = {
  recorded: async ({ messageId }: { readonly messageId: string }, _: object, ctx: Context) =>
    existing(messageOf(ctx, messageId)),
}

export const messageMutations: Resolvers = {
  Mutation: {
    recordMessage: (_, { input }, ctx) => mutate(ctx, 'recordMessage', input, tx => recordMessage(tx, input, ctx.now)),
  },
  RecordMessageSuccess: withMessage,
  MessageRecordedDifferently: withMessage,
}
