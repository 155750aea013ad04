import { entity } from '#platform/entity.ts'
import { findTouchpoints } from './touchpoint-store.ts'

export const touchpointEntity = entity('Touchpoint', { id: (ctx, ids) => findTouchpoints(ctx.db, ids) })
