import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import { Fault } from '#platform/errors.ts'

/** Refuses places that were neither described nor reported of a car: who asks for one has mistyped it. */
export async function demandKnownPlaces(db: Queries, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const [unknown] = await db.rows<{ id: string }>(sql`
    select id from unnest(${ids}::text[]) as named (id)
    where not exists (select from place where place.id = named.id)
      and not exists (select from vehicle where place_id = named.id)
    limit 1`)
  if (unknown !== undefined) throw new Fault('BAD_USER_INPUT', `There is no place ${unknown.id}.`)
}
