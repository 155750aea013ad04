import sql from 'sql-template-tag'
import type { Page } from '#platform/connection.ts'
import type { Queries } from '#platform/database.ts'
import { grouped, keyed } from '#platform/rows.ts'
import type { SegmentRow, SegmentVersionRow } from './segment.ts'

const columns = sql`
  segment.id, segment.name, segment.purpose, segment_version.expression, segment.version,
  segment.defined_at as "definedAt", segment.refreshed_at as "refreshedAt"
  from segment
  join segment_version on segment_version.segment_id = segment.id and segment_version.version = segment.version`

export async function findSegments(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, SegmentRow>> {
  const rows = await db.rows<SegmentRow>(sql`select ${columns} where segment.id = any(${ids})`)
  return keyed(rows, row => row.id)
}

/** Segments, newest first. */
export function listSegments(db: Queries, { limit, after }: Page): Promise<SegmentRow[]> {
  return db.rows<SegmentRow>(sql`
    select ${columns}
    where ${after === null}::boolean
      or (segment.defined_at, segment.id) < (${after?.sort}::timestamptz, ${after?.id}::text)
    order by segment.defined_at desc, segment.id desc limit ${limit + 1}`)
}

/** The versions of many segments, newest first. */
export async function findVersions(
  db: Queries,
  segmentIds: readonly string[],
): Promise<ReadonlyMap<string, SegmentVersionRow[]>> {
  const rows = await db.rows<SegmentVersionRow>(sql`
    select segment_id as "segmentId", version, expression, attributes, note, based_on as "basedOn",
      made_at as "madeAt", made_by as "madeBy"
    from segment_version where segment_id = any(${segmentIds}) order by segment_id, version desc`)
  return grouped(segmentIds, rows, row => row.segmentId)
}

/** Segments whose expressions ask for any of the attributes, in the order of their ids. */
export function findSegmentsUsing(db: Queries, attributes: readonly string[]): Promise<SegmentRow[]> {
  return db.rows<SegmentRow>(
    sql`select ${columns} where segment_version.attributes && ${attributes}::text[] order by segment.id`,
  )
}
