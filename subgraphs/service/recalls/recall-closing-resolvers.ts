import { mutate } from '#platform/mutation.ts'
import type { Resolvers } from '#generated/service.ts'
import { existing } from '#platform/rows.ts'
import { recallEntity } from './recall-entity.ts'
import {
  recallAlreadyClosed,
  recallNotFound,
  type RecallAlreadyClosed,
  type RecallNotFound,
  type RecallSuccess,
} from './recall-outcomes.ts'
import { lockRecall, saveClosed } from './recall-writes.ts'

type Outcome = RecallSuccess<'CloseRecallSuccess'> | RecallAlreadyClosed | RecallNotFound

export const recallClosingResolvers: Resolvers = {
  Mutation: {
    closeRecall(_, { input }, ctx) {
      const { recallId } = input
      return mutate(ctx, 'closeRecall', input, async (tx): Promise<Outcome> => {
        const recall = await lockRecall(tx, recallId)
        if (recall === undefined) return recallNotFound(recallId)
        if (recall.closedAt !== null) return recallAlreadyClosed(recall.closedAt)
        await saveClosed(tx, recallId, ctx.now)
        return { __typename: 'CloseRecallSuccess', recallId }
      })
    },
  },
  CloseRecallSuccess: {
    recall: ({ recallId }, _, ctx) => existing(recallEntity.by.id(ctx, recallId)),
  },
}
