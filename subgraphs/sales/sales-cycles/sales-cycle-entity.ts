import { batched } from '#platform/batch.ts'
import { entity } from '#platform/entity.ts'
import { salesScopeOf } from '../dealers/row-access.ts'
import { findCycles, findCyclesOfLeads } from './sales-cycle-store.ts'

export const salesCycleEntity = entity('SalesCycle', {
  id: (ctx, ids) => findCycles(ctx.db, ids, salesScopeOf(ctx.principal)),
})

/** The opportunity that a lead became. */
export const cycleOfLead = batched((ctx, leadIds: readonly string[]) => findCyclesOfLeads(ctx.db, leadIds))
