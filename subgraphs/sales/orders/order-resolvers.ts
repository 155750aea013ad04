import { pageOf } from '#platform/connection.ts'
import type { Resolvers } from '#generated/sales.ts'
import { dealerEntity } from '../dealers/dealer-entity.ts'
import { salesScopeOf } from '../dealers/row-access.ts'
import { reference } from '../references.ts'
import { salesCycleEntity } from '../sales-cycles/sales-cycle-entity.ts'
import { orderEntity, queuePositionOf, timelineOf } from './order-entity.ts'
import { listOrders } from './order-store.ts'

export const orderResolvers: Resolvers = {
  Query: {
    salesOrder: (_, { id }, ctx) => orderEntity.by.id(ctx, id),
    async salesOrders(_, { filter, ...args }, ctx) {
      const page = pageOf(args)
      const query = { filter: filter ?? {}, scope: salesScopeOf(ctx.principal) }
      return listOrders(ctx.db, query, page)
    },
  },
  SalesOrder: {
    dealer: (order, _, ctx) => dealerEntity.by.id(ctx, order.dealerId),
    customer: order => reference(order.customerId),
    salesCycle: (order, _, ctx) =>
      order.salesCycleId === null ? null : salesCycleEntity.by.id(ctx, order.salesCycleId),
    options: order => [...order.options],
    price: order => ({ amount: order.priceAmount, currency: order.priceCurrency }),
    vehicle: ({ vin }) => (vin === null ? null : { vin }),
    queuePosition: (order, _, ctx) => (order.status === 'QUEUED' ? queuePositionOf(ctx, order.id) : null),
    timeline: (order, _, ctx) => timelineOf(ctx, order.id),
  },
}
