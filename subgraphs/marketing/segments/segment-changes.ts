import sql from 'sql-template-tag'
import type { Queries, Transaction } from '#platform/database.ts'
import type { NewSegment, SegmentVersionRow } from './segment.ts'

/** The id of the segment that has a name, in any case. */
export async function findSegmentNamed(db: Queries, name: string): Promise<string | null> {
  const found = await db.row<{ id: string }>(sql`select id from segment where lower(name) = lower(${name})`)
  return found?.id ?? null
}

/** Writes a segment at version 1, which must be written in the same transaction. */
export async function insertSegment(tx: Transaction, { id, name, purpose, definedAt }: NewSegment): Promise<void> {
  await tx.rows(sql`
    insert into segment (id, name, purpose, version, defined_at, refreshed_at)
    values (${id}, ${name}, ${purpose}, 1, ${definedAt}, ${definedAt})`)
}

/** Writes a version, which is in force from then on. */
export async function insertVersion(tx: Transaction, version: SegmentVersionRow): Promise<void> {
  const { segmentId, expression, attributes, note, basedOn, madeAt, madeBy } = version
  await tx.rows(sql`
    insert into segment_version (segment_id, version, expression, attributes, note, based_on, made_at, made_by)
    values (${segmentId}, ${version.version}, ${expression}, ${attributes}, ${note}, ${basedOn}, ${madeAt}, ${madeBy})`)
  await tx.rows(sql`update segment set version = ${version.version} where id = ${segmentId}`)
}

/** Notes that all members of segments were found anew. */
export async function markRefreshed(tx: Transaction, ids: readonly string[], now: Date): Promise<void> {
  await tx.rows(sql`update segment set refreshed_at = ${now} where id = any(${ids})`)
}
