import { batched } from '#platform/batch.ts'
import { pageOf, type Page } from '#platform/connection.ts'
import type { Resolvers } from '#generated/sales.ts'
import { salesScopeOf, scopeOf } from './dealers/row-access.ts'
import { listLeadsOf } from './leads/lead-store.ts'
import { listOrdersOf } from './orders/order-store.ts'
import { listParticipations } from './ownership/participant-store.ts'

const leadsOf = batched((ctx, ids: readonly string[], page: Page) =>
  listLeadsOf(ctx.db, ids, { scope: salesScopeOf(ctx.principal), page }),
)

const ordersOf = batched((ctx, ids: readonly string[], page: Page) =>
  listOrdersOf(ctx.db, ids, { scope: salesScopeOf(ctx.principal), page }),
)

const vehiclesOf = batched((ctx, ids: readonly string[], page: Page, current: boolean | null) =>
  listParticipations(ctx.db, ids, { scope: scopeOf(ctx.principal), page, when: { current, now: ctx.now } }),
)

export const customerResolvers: Resolvers = {
  Customer: {
    vehicles: ({ id }, { current, ...args }, ctx) => vehiclesOf(ctx, id, pageOf(args), current ?? null),
    salesOrders: ({ id }, args, ctx) => ordersOf(ctx, id, pageOf(args)),
    leads: ({ id }, args, ctx) => leadsOf(ctx, id, pageOf(args)),
  },
}
