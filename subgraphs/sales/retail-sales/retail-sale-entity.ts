import { batched } from '#platform/batch.ts'
import type { Page } from '#platform/connection.ts'
import { entity } from '#platform/entity.ts'
import { salesScopeOf } from '../dealers/row-access.ts'
import { findSales, listSalesOf } from './retail-sale-store.ts'

export const retailSaleEntity = entity('RetailSale', {
  id: (ctx, ids) => findSales(ctx.db, ids, salesScopeOf(ctx.principal)),
})

/** A car's sales: every dealer sees that they were, and not to whom. */
export const salesOf = batched((ctx, vins: readonly string[], page: Page) => listSalesOf(ctx.db, vins, page))
