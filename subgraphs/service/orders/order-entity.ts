import { entity } from '#platform/entity.ts'
import { findOrders } from './order-store.ts'

export const orderEntity = entity('ServiceOrder', { id: (ctx, ids) => findOrders(ctx.db, ids) })
