import { mutate } from '#platform/mutation.ts'
import type { Resolvers } from '#generated/sales.ts'
import { dealerEntity } from '../dealers/dealer-entity.ts'
import { isVisible, requireDealer, scopeOf } from '../dealers/row-access.ts'
import { existing } from '#platform/rows.ts'
import { orderEntity } from '../orders/order-entity.ts'
import { reference } from '../references.ts'
import { registerRetailSale } from './register-retail-sale.ts'
import { retailSaleEntity } from './retail-sale-entity.ts'
import { priceDeviationPercent, tradeInOf } from './retail-sale.ts'
import { handover } from './sale-input.ts'

export const retailSaleResolvers: Resolvers = {
  Query: {
    retailSale: (_, { id }, ctx) => retailSaleEntity.by.id(ctx, id),
  },
  Mutation: {
    registerRetailSale(_, { input }, ctx) {
      const told = handover(input, ctx.now)
      requireDealer(ctx.principal, told.dealerId)
      return mutate(ctx, 'registerRetailSale', input, tx => registerRetailSale(tx, told, ctx.now))
    },
  },
  RetailSale: {
    vehicle: ({ vin }) => ({ vin }),
    dealer: (sale, _, ctx) => dealerEntity.by.id(ctx, sale.dealerId),
    buyer: (sale, _, ctx) => (isVisible(scopeOf(ctx.principal), sale.dealerId) ? reference(sale.buyerId) : null),
    price: sale => ({ amount: sale.priceAmount, currency: sale.priceCurrency }),
    priceDeviationPercent: sale => priceDeviationPercent(sale),
    order: (sale, _, ctx) => (sale.orderId === null ? null : orderEntity.by.id(ctx, sale.orderId)),
    tradeIn: sale => tradeInOf(sale),
  },
  RegisterRetailSaleSuccess: { sale: ({ saleId }, _, ctx) => existing(retailSaleEntity.by.id(ctx, saleId)) },
  TradeInRefused: { vehicle: ({ vin }) => ({ vin }) },
  PlateTaken: { vehicle: ({ vin }) => ({ vin }) },
}
