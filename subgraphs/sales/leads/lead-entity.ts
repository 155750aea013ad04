import { entity } from '#platform/entity.ts'
import { salesScopeOf } from '../dealers/row-access.ts'
import { findLeads } from './lead-store.ts'

export const leadEntity = entity('Lead', { id: (ctx, ids) => findLeads(ctx.db, ids, salesScopeOf(ctx.principal)) })
