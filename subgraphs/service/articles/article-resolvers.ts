import { batched } from '#platform/batch.ts'
import { pageOf } from '#platform/connection.ts'
import type { Resolvers } from '#generated/service.ts'
import { caseEntity } from '../cases/case-entity.ts'
import { articleEntity } from './article-entity.ts'
import { articlesForCases, articlesFromCases, newestArticles, searchArticles } from './article-store.ts'

const suggestions = batched((ctx, ids: readonly string[], first: number) => articlesForCases(ctx.db, ids, first))
const learnt = batched((ctx, ids: readonly string[]) => articlesFromCases(ctx.db, ids))

export const articleResolvers: Resolvers = {
  Query: {
    knowledgeArticle: (_, { id }, ctx) => articleEntity.by.id(ctx, id),
    knowledgeArticles(_, { search, first }, ctx) {
      const { limit } = pageOf({ first }, { size: 10, most: 50 })
      const words = search?.trim() ?? ''
      return words === '' ? newestArticles(ctx.db, limit) : searchArticles(ctx.db, words, limit)
    },
  },
  KnowledgeArticle: {
    sourceCase: ({ sourceCaseId }, _, ctx) => (sourceCaseId === null ? null : caseEntity.by.id(ctx, sourceCaseId)),
  },
  Case: {
    suggestedArticles: ({ id }, { first }, ctx) => suggestions(ctx, id, pageOf({ first }, { size: 3, most: 20 }).limit),
    articles: ({ id }, _, ctx) => learnt(ctx, id),
  },
}
