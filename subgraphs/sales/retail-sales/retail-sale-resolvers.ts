import { mutate } from '#platform/mutation.ts'
import type { Resolvers } from '#generated/sales.ts'
import { dealerEntity } from '../dealers/dealer-entity.ts'
import { requireSalesDesk } from '../dealers/row-access.ts'
import { existing } from '#platform/rows.ts'
import { orderEntity } from '../orders/order-entity.ts'
import { reference } from '../references.ts'
import { registerRetailSale } from './register-retail-sale.ts'
import { retailSaleEntity } from './retail-sale-entity.ts'
import { priceDeviationPercent, priceOf, tradeInOf } from './retail-sale.ts'
import { handover } from './sale-input.ts'

export const retailSaleResolvers: Resolvers = {
  Query: {
    retailSale: (_, { id }, ctx) => retailSaleEntity.by.id(ctx, id),
  },
  Mutation: {
    registerRetailSale(_, { input }, ctx) {
      const told = handover(input, ctx.now)
      requireSalesDesk(ctx.principal, told.dealerId)
      return mutate(ctx, 'registerRetailSale', input, tx => registerRetailSale(tx, told, ctx.now))
    },
  },
  RetailSale: {
    vehicle: ({ vin }) => ({ vin }),
    dealer: (sale, _, ctx) => dealerEntity.by.id(ctx, sale.dealerId),
    buyer: sale => reference(sale.buyerId),
    price: sale => priceOf(sale),
    priceDeviationPercent: sale => priceDeviationPercent(sale),
    order: (sale, _, ctx) => (sale.orderId === null ? null : orderEntity.by.id(ctx, sale.orderId)),
    tradeIn: sale => tradeInOf(sale),
  },
  RegisterRetailSaleSuccess: { sale: ({ saleId }, _, ctx) => existing(retailSaleEntity.by.id(ctx, saleId)) },
  TradeInRefused: { vehicle: ({ vin }) => ({ vin }) },
  PlateTaken: { vehicle: ({ vin }) => ({ vin }) },
}
