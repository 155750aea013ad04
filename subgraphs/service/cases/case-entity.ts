import { entity } from '#platform/entity.ts'
import { findCases } from './case-store.ts'

export const caseEntity = entity('Case', { id: (ctx, ids) => findCases(ctx.db, ids) })
