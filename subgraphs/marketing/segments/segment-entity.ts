import { entity } from '#platform/entity.ts'
import { findSegments } from './segment-store.ts'

/** Segments by their id. */
export const segmentEntity = entity('Segment', { id: (ctx, ids) => findSegments(ctx.db, ids) })
