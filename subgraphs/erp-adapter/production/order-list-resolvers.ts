import type { Resolvers } from '#generated/erp-adapter.ts'
import { connection, pageOf } from '#platform/connection.ts'
import { countOrders } from './order-counts.ts'
import { orderCriteriaOf } from './order-criteria.ts'
import { orderPosition, pageOfOrders } from './orders-page.ts'

export const orderListResolvers: Resolvers = {
  Query: {
    async productionOrders(_, { filter, orderBy, ...args }, ctx) {
      const page = pageOf(args)
      const sort = orderBy ?? 'PLANNED_START'
      const rows = await pageOfOrders(ctx.db, { criteria: orderCriteriaOf(filter ?? {}, ctx.now), sort }, page)
      return connection(rows, page, orderPosition(sort))
    },
    productionOrderCounts: (_, { filter }, ctx) => countOrders(ctx.db, orderCriteriaOf(filter ?? {}, ctx.now)),
  },
}
