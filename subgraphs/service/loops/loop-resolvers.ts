import { batched } from '#platform/batch.ts'
import { connection, pageOf } from '#platform/connection.ts'
import type { Resolvers } from '#generated/service.ts'
import { articleEntity } from '../articles/article-entity.ts'
import { caseEntity } from '../cases/case-entity.ts'
import { requestEntity } from '../requests/request-entity.ts'
import { actionsOf, findLoops, listLoops, loopPosition, loopsOfCases, ratingsOfCases } from './loop-store.ts'
import { stageOf } from './loop.ts'

const loops = batched((ctx, ids: readonly string[]) => findLoops(ctx.db, ids))
const ofCase = batched((ctx, ids: readonly string[]) => loopsOfCases(ctx.db, ids))
const rating = batched((ctx, ids: readonly string[]) => ratingsOfCases(ctx.db, ids))
const actions = batched((ctx, ids: readonly string[]) => actionsOf(ctx.db, ids))

export const loopResolvers: Resolvers = {
  Query: {
    closedLoop: (_, { id }, ctx) => loops(ctx, id),
    async closedLoops(_, { filter, ...args }, { db }) {
      const page = pageOf(args)
      return connection(await listLoops(db, filter ?? {}, page), page, loopPosition)
    },
  },
  ClosedLoop: {
    stage: loop => stageOf(loop),
    case: ({ caseId }, _, ctx) => (caseId === null ? null : caseEntity.by.id(ctx, caseId)),
    request: ({ requestId }, _, ctx) => (requestId === null ? null : requestEntity.by.id(ctx, requestId)),
    customer: ({ customerId }) => (customerId === null ? null : { id: customerId }),
    actions: ({ id }, _, ctx) => actions(ctx, id),
    lesson: ({ articleId }, _, ctx) => (articleId === null ? null : articleEntity.by.id(ctx, articleId)),
  },
  Case: {
    rating: ({ id }, _, ctx) => rating(ctx, id),
    closedLoops: ({ id }, _, ctx) => ofCase(ctx, id),
  },
}
