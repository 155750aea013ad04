import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'

/** The calendar day at a plant, in its zone; undefined when there is no such plant. */
export async function plantDay(db: Queries, plantId: string, now: Date): Promise<string | undefined> {
  const row = await db.row<{ day: string }>(sql`
    select (${now}::timestamptz at time zone time_zone)::date as day from place where id = ${plantId} and kind = 'PLANT'`)
  return row?.day
}
