import { entity } from '#platform/entity.ts'
import { findRequests } from './request-store.ts'

export const requestEntity = entity('Request', { id: (ctx, ids) => findRequests(ctx.db, ids) })
