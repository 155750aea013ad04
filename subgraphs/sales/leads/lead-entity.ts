import { entity } from '#platform/entity.ts'
import { scopeOf } from '../dealers/row-access.ts'
import { findLeads } from './lead-store.ts'

export const leadEntity = entity('Lead', { id: (ctx, ids) => findLeads(ctx.db, ids, scopeOf(ctx.principal)) })
