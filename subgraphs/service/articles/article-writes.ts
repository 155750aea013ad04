import sql from 'sql-template-tag'
import type { Transaction } from '#platform/database.ts'
import type { Article } from './article.ts'

export type ArticleText = Pick<Article, 'id' | 'title' | 'body' | 'tags' | 'sourceCaseId' | 'author'>

export async function insertArticle(tx: Transaction, article: ArticleText, at: Date): Promise<void> {
  const { id, title, body, tags, sourceCaseId, author } = article
  await tx.rows(sql`
    insert into knowledge_article (id, title, body, tags, source_case_id, author, created_at, updated_at)
    values (${id}, ${title}, ${body}, ${tags}, ${sourceCaseId}, ${author}, ${at}, ${at})`)
}

/** Writes over an article; a source that it has stays unless there is a new one. Tells whether there was one. */
export async function overwriteArticle(tx: Transaction, article: ArticleText, at: Date): Promise<boolean> {
  const { id, title, body, tags, sourceCaseId, author } = article
  const row = await tx.row(sql`
    update knowledge_article set title = ${title}, body = ${body}, tags = ${tags}, author = ${author},
      source_case_id = coalesce(${sourceCaseId}, source_case_id), updated_at = ${at}
    where id = ${id} returning id`)
  return row !== undefined
}
