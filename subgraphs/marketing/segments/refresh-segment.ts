import type { Transaction } from '#platform/database.ts'
import { segmentNotFound, type NotFound, type SegmentRefreshed } from './outcomes.ts'
import { lockMemberships, refreshMembers } from './refresh-store.ts'
import { markRefreshed } from './segment-changes.ts'
import { findSegments } from './segment-store.ts'
import { expressionOf, type SegmentRow } from './segment.ts'

/** Finds a segment's members anew. */
export async function refreshSegment(
  tx: Transaction,
  segmentId: string,
  now: Date,
): Promise<SegmentRefreshed | NotFound> {
  await lockMemberships(tx)
  const segment = (await findSegments(tx, [segmentId])).get(segmentId)
  if (segment === undefined) return segmentNotFound(segmentId)
  const movement = await refreshWhole(tx, segment, now)
  await markRefreshed(tx, [segmentId], now)
  return { __typename: 'RefreshSegmentSuccess', segmentId, ...movement }
}

/** Finds several segments' members anew, as a campaign does before it chooses its audience. */
export async function refreshSegments(tx: Transaction, segmentIds: readonly string[], now: Date): Promise<void> {
  await lockMemberships(tx)
  const segments = await findSegments(tx, segmentIds)
  for (const segment of segments.values()) await refreshWhole(tx, segment, now)
  await markRefreshed(tx, segmentIds, now)
}

const refreshWhole = (tx: Transaction, { id, version, expression }: SegmentRow, now: Date) =>
  refreshMembers(tx, { segmentId: id, version, expression: expressionOf(expression), now, customerIds: null })
