import type { Transaction } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { mutate } from '#platform/mutation.ts'
import type { Resolvers } from '#generated/service.ts'
import { isOpen } from '../cases/case-lifecycle.ts'
import { caseNotFound, type CaseNotFound } from '../cases/case-outcomes.ts'
import { lockCase } from '../cases/case-writes.ts'
import { textOf } from '../checked-input.ts'
import { existing } from '#platform/rows.ts'
import { articleEntity } from './article-entity.ts'
import {
  articleNotFound,
  caseNotSolved,
  type ArticleNotFound,
  type ArticleSaved,
  type CaseNotSolved,
} from './article-outcomes.ts'
import { tagsFrom } from './article-tags.ts'
import { insertArticle, overwriteArticle } from './article-writes.ts'

type Outcome = ArticleSaved | ArticleNotFound | CaseNotSolved | CaseNotFound

export const articleSavingResolvers: Resolvers = {
  Mutation: {
    saveArticle(_, { input }, ctx) {
      const { articleId = null, caseId: sourceCaseId = null } = input
      const title = textOf('title', input.title)
      const body = textOf('body', input.body, 50_000)
      const tags = tagsFrom(input.tags)
      const { now, principal } = ctx
      return mutate(ctx, 'saveArticle', input, async (tx): Promise<Outcome> => {
        const unlearnt = sourceCaseId === null ? null : await refuseSource(tx, sourceCaseId)
        if (unlearnt !== null) return unlearnt
        const id = articleId ?? newId('article')
        const article = { id, title, body, tags, sourceCaseId, author: principal.name }
        if (articleId === null) await insertArticle(tx, article, now)
        else if (!(await overwriteArticle(tx, article, now))) return articleNotFound(articleId)
        return { __typename: 'SaveArticleSuccess', articleId: id }
      })
    },
  },
  SaveArticleSuccess: {
    article: ({ articleId }, _, ctx) => existing(articleEntity.by.id(ctx, articleId)),
  },
}

async function refuseSource(tx: Transaction, caseId: string): Promise<CaseNotSolved | CaseNotFound | null> {
  const source = await lockCase(tx, caseId)
  if (source === undefined) return caseNotFound(caseId)
  return isOpen(source.status) ? caseNotSolved(source.status) : null
}
