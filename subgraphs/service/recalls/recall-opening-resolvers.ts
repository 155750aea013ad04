import { recallOpened } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'
import { newId } from '#platform/id.ts'
import { mutate } from '#platform/mutation.ts'
import type { Resolvers } from '#generated/service.ts'
import { textOf } from '../checked-input.ts'
import { existing } from '#platform/rows.ts'
import { recallEntity } from './recall-entity.ts'
import { criteriaFrom } from './recall-input.ts'
import type { RecallSuccess } from './recall-outcomes.ts'
import { insertRecall } from './recall-writes.ts'
import { givenCriteria } from './recall.ts'

export const recallOpeningResolvers: Resolvers = {
  Mutation: {
    openRecall(_, { input }, ctx) {
      const title = textOf('title', input.title)
      const remedy = textOf('remedy', input.remedy, 4000)
      const criteria = criteriaFrom(input.criteria)
      return mutate(ctx, 'openRecall', input, async (tx): Promise<RecallSuccess<'OpenRecallSuccess'>> => {
        const recallId = newId('recall')
        await insertRecall(tx, { id: recallId, title, remedy, ...criteria, openedAt: ctx.now })
        await publish(tx, recallOpened, [{ key: recallId, payload: { recallId, criteria: givenCriteria(criteria) } }])
        return { __typename: 'OpenRecallSuccess', recallId }
      })
    },
  },
  OpenRecallSuccess: {
    recall: ({ recallId }, _, ctx) => existing(recallEntity.by.id(ctx, recallId)),
  },
}
