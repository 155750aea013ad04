import { mutate } from '#platform/mutation.ts'
import type { Resolvers } from '#generated/sales.ts'
import { requireSalesDesk, salesScopeOf } from '../dealers/row-access.ts'
import { existing } from '#platform/rows.ts'
import { givenPrice } from '../money.ts'
import { writtenText } from '../written-text.ts'
import { cancelOrder } from './cancel-order.ts'
import { changeOrder } from './change-order.ts'
import { orderEntity } from './order-entity.ts'
import { optionCodes, orderWish } from './order-input.ts'
import { placeOrder } from './place-order.ts'

export const orderMutations: Resolvers = {
  Mutation: {
    placeOrder(_, { input }, ctx) {
      const wish = orderWish(input, ctx.now)
      requireSalesDesk(ctx.principal, wish.dealerId)
      return mutate(ctx, 'placeOrder', input, tx => placeOrder(tx, wish, ctx.now))
    },
    changeOrder(_, { input }, ctx) {
      const change = {
        orderId: input.orderId,
        options: optionCodes(input.options),
        price: input.price == null ? null : givenPrice(input.price, 'price'),
        scope: salesScopeOf(ctx.principal),
        now: ctx.now,
      }
      return mutate(ctx, 'changeOrder', input, tx => changeOrder(tx, change))
    },
    cancelOrder(_, { input }, ctx) {
      const cancellation = {
        orderId: input.orderId,
        reason: writtenText(input.reason),
        scope: salesScopeOf(ctx.principal),
        now: ctx.now,
      }
      return mutate(ctx, 'cancelOrder', input, tx => cancelOrder(tx, cancellation))
    },
  },
  PlaceOrderSuccess: { order: ({ orderId }, _, ctx) => existing(orderEntity.by.id(ctx, orderId)) },
  ChangeOrderSuccess: { order: ({ orderId }, _, ctx) => existing(orderEntity.by.id(ctx, orderId)) },
  CancelOrderSuccess: { order: ({ orderId }, _, ctx) => existing(orderEntity.by.id(ctx, orderId)) },
  OrderFrozen: { order: ({ orderId }, _, ctx) => existing(orderEntity.by.id(ctx, orderId)) },
  OrderClosed: { order: ({ orderId }, _, ctx) => existing(orderEntity.by.id(ctx, orderId)) },
}
