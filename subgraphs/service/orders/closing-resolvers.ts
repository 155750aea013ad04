import { Fault } from '#platform/errors.ts'
import { mutate } from '#platform/mutation.ts'
import type { Resolvers } from '#generated/service.ts'
import { pastMomentOf } from '../checked-input.ts'
import { existing } from '#platform/rows.ts'
import { completeRecalls } from '../recalls/recall-completion-store.ts'
import { tellOfClosing } from './closing-events.ts'
import { orderEntity } from './order-entity.ts'
import {
  refuseClosed,
  serviceOrderNotFound,
  type OrderSuccess,
  type ServiceOrderClosed,
  type ServiceOrderNotFound,
} from './order-outcomes.ts'
import { closeOrder, lockOrder } from './order-writes.ts'

type Outcome = OrderSuccess<'CloseServiceOrderSuccess'> | ServiceOrderClosed | ServiceOrderNotFound

export const closingResolvers: Resolvers = {
  Mutation: {
    closeServiceOrder(_, { input }, ctx) {
      const { serviceOrderId } = input
      const outAt = pastMomentOf('outAt', input.outAt, ctx.now)
      return mutate(ctx, 'closeServiceOrder', input, async (tx): Promise<Outcome> => {
        const order = await lockOrder(tx, serviceOrderId)
        if (order === undefined) return serviceOrderNotFound(serviceOrderId)
        const closed = refuseClosed(order)
        if (closed !== null) return closed
        if (outAt < order.inAt) throw new Fault('BAD_USER_INPUT', 'outAt is before the car came in.')
        await closeOrder(tx, serviceOrderId, outAt)
        const recalls = await completeRecalls(tx, serviceOrderId, outAt)
        await tellOfClosing(tx, { order, recalls, outAt })
        return { __typename: 'CloseServiceOrderSuccess', serviceOrderId }
      })
    },
  },
  CloseServiceOrderSuccess: {
    serviceOrder: ({ serviceOrderId }, _, ctx) => existing(orderEntity.by.id(ctx, serviceOrderId)),
  },
}
