import type { Resolvers } from '#generated/sales.ts'
import { dealerEntity } from '../dealers/dealer-entity.ts'
import { isVisible, scopeOf } from '../dealers/row-access.ts'
import { orderEntity } from '../orders/order-entity.ts'
import { retailSaleEntity } from './retail-sale-entity.ts'
import { priceDeviationPercent, tradeInOf } from './retail-sale.ts'

export const retailSaleResolvers: Resolvers = {
  Query: {
    retailSale: (_, { id }, ctx) => retailSaleEntity.by.id(ctx, id),
  },
  RetailSale: {
    vehicle: ({ vin }) => ({ vin }),
    dealer: (sale, _, ctx) => dealerEntity.by.id(ctx, sale.dealerId),
    buyer: (sale, _, ctx) => (isVisible(scopeOf(ctx.principal), sale.dealerId) ? { id: sale.buyerId } : null),
    price: sale => ({ amount: sale.priceAmount, currency: sale.priceCurrency }),
    priceDeviationPercent: sale => priceDeviationPercent(sale),
    order: (sale, _, ctx) => (sale.orderId === null ? null : orderEntity.by.id(ctx, sale.orderId)),
    tradeIn: sale => tradeInOf(sale),
  },
}
