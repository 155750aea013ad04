import { newId } from '#platform/id.ts'
import { mutate } from '#platform/mutation.ts'
import { existing } from '#platform/rows.ts'
import type { Resolvers } from '#generated/service.ts'
import { tagsFrom } from '../articles/article-tags.ts'
import { insertArticle } from '../articles/article-writes.ts'
import { textOf } from '../checked-input.ts'
import { publishActivities } from '../customer-activity.ts'
import { loopNotFound, refuseStage, type LoopNotFound, type LoopNotThere, type LoopSuccess } from './loop-outcomes.ts'
import { findLoops } from './loop-store.ts'
import { lockLoop, markEnded } from './loop-writes.ts'

type Outcome = LoopSuccess<'EndClosedLoopSuccess'> | LoopNotThere | LoopNotFound

export const loopEndingResolvers: Resolvers = {
  Mutation: {
    endClosedLoop(_, { input }, ctx) {
      const { loopId } = input
      const { now: at, principal } = ctx
      const article = {
        id: newId('article'),
        title: textOf('title', input.title),
        body: textOf('lesson', input.lesson, 50_000),
        tags: tagsFrom(input.tags),
        author: principal.name,
      }
      return mutate(ctx, 'endClosedLoop', input, async (tx): Promise<Outcome> => {
        const loop = await lockLoop(tx, loopId)
        if (loop === undefined) return loopNotFound(loopId)
        const refused = refuseStage(loop, ['VERIFIED'])
        if (refused !== null) return refused
        const { caseId, customerId } = loop
        await insertArticle(tx, { ...article, sourceCaseId: caseId }, at)
        await markEnded(tx, loopId, { articleId: article.id, at })
        const told = { customerId, kind: 'CASE', at, summary: 'What was done was confirmed and learnt from' } as const
        if (caseId !== null) await publishActivities(tx, [{ ...told, subject: { type: 'Case', id: caseId } }])
        return { __typename: 'EndClosedLoopSuccess', loopId }
      })
    },
  },
  EndClosedLoopSuccess: {
    loop: ({ loopId }, _, { db }) => existing(findLoops(db, [loopId]).then(found => found.get(loopId) ?? null)),
  },
}
