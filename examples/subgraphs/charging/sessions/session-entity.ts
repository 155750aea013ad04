import { entity } from '#platform/entity.ts'
import { findSessions } from './session-store.ts'

export const sessionEntity = entity('ChargingSession', { id: (ctx, ids) => findSessions(ctx.db, ids) })
