import { batched } from '#platform/batch.ts'
import { entity } from '#platform/entity.ts'
import { salesScopeOf } from '../dealers/row-access.ts'
import { findOrders, findTimelines } from './order-store.ts'
import { findQueuePositions } from './queue-store.ts'

export const orderEntity = entity('SalesOrder', {
  id: (ctx, ids) => findOrders(ctx.db, ids, salesScopeOf(ctx.principal)),
})

export const timelineOf = batched((ctx, ids: readonly string[]) => findTimelines(ctx.db, ids))
// Orders of other dealers wait before it.
export const queuePositionOf = batched((ctx, ids: readonly string[]) => findQueuePositions(ctx.db.as('system'), ids))
