import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import { grouped, keyed } from '#platform/rows.ts'
import type { Article } from './article.ts'

const columns = sql`article.id, title, body, tags, source_case_id as "sourceCaseId", author,
  created_at as "createdAt", updated_at as "updatedAt"`

export async function findArticles(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, Article>> {
  const rows = await db.rows<Article>(
    sql`select ${columns} from knowledge_article as article where article.id = any(${ids})`,
  )
  return keyed(rows, row => row.id)
}

export function newestArticles(db: Queries, first: number): Promise<Article[]> {
  return db.rows<Article>(
    sql`select ${columns} from knowledge_article as article order by updated_at desc, id desc limit ${first}`,
  )
}

/** Articles that have all words of the search, best first. */
export function searchArticles(db: Queries, search: string, first: number): Promise<Article[]> {
  return db.rows<Article>(sql`
    select ${columns} from knowledge_article as article, plainto_tsquery('english', searchable(${search})) as wanted
    where words @@ wanted order by ts_rank(words, wanted) desc, updated_at desc, article.id limit ${first}`)
}

interface Suggested extends Article {
  readonly forCaseId: string
}

/** For each case the articles that share words with its subject and messages, best first. */
export async function articlesForCases(
  db: Queries,
  caseIds: readonly string[],
  first: number,
): Promise<ReadonlyMap<string, Article[]>> {
  const rows = await db.rows<Suggested>(sql`
    select suggested.*, service_case.id as "forCaseId"
    from service_case
      cross join lateral (
        select any_word(service_case.subject || ' ' || coalesce(string_agg(left(case_message.body, 2000), ' '), '')) as wanted
        from case_message where case_id = service_case.id and case_message.author = 'CUSTOMER') as question
      cross join lateral (
        select ${columns}, ts_rank(words, wanted) as rank from knowledge_article as article
        where words @@ wanted order by rank desc, updated_at desc, article.id limit ${first}) as suggested
    where service_case.id = any(${caseIds})
    order by rank desc, "updatedAt" desc, suggested.id`)
  return grouped(caseIds, rows, row => row.forCaseId)
}

export async function articlesFromCases(
  db: Queries,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, Article[]>> {
  const rows = await db.rows<Article>(sql`
    select ${columns} from knowledge_article as article where source_case_id = any(${caseIds})
    order by created_at desc, article.id desc`)
  return grouped(caseIds, rows, row => row.sourceCaseId ?? '')
}
