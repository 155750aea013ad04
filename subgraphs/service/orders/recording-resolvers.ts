import { mutate } from '#platform/mutation.ts'
import type { Resolvers } from '#generated/service.ts'
import { existing } from '#platform/rows.ts'
import { recallsOpenOn } from '../recalls/recall-completion-store.ts'
import { orderEntity } from './order-entity.ts'
import {
  recallNotOpenOnVehicle,
  refuseClosed,
  serviceOrderNotFound,
  type OrderSuccess,
  type RecallNotOpenOnVehicle,
  type ServiceOrderClosed,
  type ServiceOrderNotFound,
} from './order-outcomes.ts'
import { lockOrder } from './order-writes.ts'
import { workFrom } from './work-input.ts'
import { addWork } from './work-writes.ts'

type Outcome = OrderSuccess<'RecordWorkSuccess'> | ServiceOrderClosed | ServiceOrderNotFound | RecallNotOpenOnVehicle

export const recordingResolvers: Resolvers = {
  Mutation: {
    recordWork(_, { input }, ctx) {
      const { serviceOrderId } = input
      return mutate(ctx, 'recordWork', input, async (tx): Promise<Outcome> => {
        const order = await lockOrder(tx, serviceOrderId)
        if (order === undefined) return serviceOrderNotFound(serviceOrderId)
        const closed = refuseClosed(order)
        if (closed !== null) return closed
        const work = workFrom(input, order.currency)
        const open = await recallsOpenOn(tx, order.vin)
        const foreign = work.operations.find(({ recallId }) => recallId !== null && !open.has(recallId))
        if (foreign?.recallId != null) return recallNotOpenOnVehicle(foreign.recallId)
        await addWork(tx, serviceOrderId, work)
        return { __typename: 'RecordWorkSuccess', serviceOrderId }
      })
    },
  },
  RecordWorkSuccess: {
    serviceOrder: ({ serviceOrderId }, _, ctx) => existing(orderEntity.by.id(ctx, serviceOrderId)),
  },
}
