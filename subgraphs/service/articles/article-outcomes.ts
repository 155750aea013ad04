import type { CaseStatus } from '../cases/case.ts'

export interface ArticleSaved {
  readonly __typename: 'SaveArticleSuccess'
  readonly articleId: string
}

export interface ArticleNotFound {
  readonly __typename: 'KnowledgeArticleNotFound'
  readonly message: string
  readonly articleId: string
}

export interface CaseNotSolved {
  readonly __typename: 'CaseNotSolved'
  readonly message: string
  readonly status: CaseStatus
}

export const articleNotFound = (articleId: string): ArticleNotFound => ({
  __typename: 'KnowledgeArticleNotFound',
  message: `There is no knowledge article ${articleId}.`,
  articleId,
})

export const caseNotSolved = (status: CaseStatus): CaseNotSolved => ({
  __typename: 'CaseNotSolved',
  message: `The case is ${status}: it has no solution yet that could be learnt from.`,
  status,
})
