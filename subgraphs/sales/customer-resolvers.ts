import { batched } from '#platform/batch.ts'
import { connections, pageOf, type Page } from '#platform/connection.ts'
import type { Resolvers } from '#generated/sales.ts'
import { salesScopeOf, scopeOf } from './dealers/row-access.ts'
import { leadPosition } from './leads/lead-position.ts'
import { listLeadsOf } from './leads/lead-store.ts'
import { orderPosition } from './orders/order-position.ts'
import { listOrdersOf } from './orders/order-store.ts'
import { listParticipations } from './ownership/participant-store.ts'

const leadsOf = batched(async (ctx, ids: readonly string[], page: Page) =>
  connections(ids, await listLeadsOf(ctx.db, ids, { scope: salesScopeOf(ctx.principal), page }), {
    page,
    keyOf: row => row.customerId ?? '',
    positionOf: leadPosition,
  }),
)

const ordersOf = batched(async (ctx, ids: readonly string[], page: Page) =>
  connections(ids, await listOrdersOf(ctx.db, ids, { scope: salesScopeOf(ctx.principal), page }), {
    page,
    keyOf: row => row.customerId,
    positionOf: orderPosition,
  }),
)

const vehiclesOf = batched(async (ctx, ids: readonly string[], page: Page, current: boolean | null) => {
  const when = { current, now: ctx.now }
  const rows = await listParticipations(ctx.db, ids, { scope: scopeOf(ctx.principal), page, when })
  return connections(ids, rows, {
    page,
    keyOf: row => row.customerId,
    positionOf: row => ({ sort: row.from.toISOString(), id: row.id }),
  })
})

export const customerResolvers: Resolvers = {
  Customer: {
    vehicles: ({ id }, { current, ...args }, ctx) => vehiclesOf(ctx, id, pageOf(args), current ?? null),
    salesOrders: ({ id }, args, ctx) => ordersOf(ctx, id, pageOf(args)),
    leads: ({ id }, args, ctx) => leadsOf(ctx, id, pageOf(args)),
  },
}
