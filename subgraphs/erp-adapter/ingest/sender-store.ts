import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'

/** The secrets that a sender may sign with now; none for a sender that is not known, or not active. */
export async function secretsOf(db: Queries, sender: string): Promise<readonly string[]> {
  const row = await db.row<{ secrets: readonly string[] }>(
    sql`select secrets from ingest_sender where name = ${sender} and active`,
  )
  return row?.secrets ?? []
}
