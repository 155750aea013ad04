import type { Resolvers } from '#generated/erp-adapter.ts'
import type { Context } from '#platform/context.ts'
import { mutate } from '#platform/mutation.ts'
import { productionOrderEntity } from '../vehicles/vehicle-entity.ts'
import type { VehicleRow } from '../vehicles/vehicle-store.ts'
import { createOrder } from './create-order.ts'
import { demandProductionPlanner } from './may-plan-production.ts'
import { scheduleOf } from './schedule.ts'
import { scheduleOrder } from './schedule-order.ts'
import { readSet, scheduleSet } from './schedule-set.ts'

/** An order that a mutation just wrote; its outcome keeps the number alone. */
export interface WrittenOrder {
  readonly productionNumber: string
}

async function writtenOrder({ productionNumber }: WrittenOrder, _: unknown, ctx: Context): Promise<VehicleRow> {
  const order = await productionOrderEntity.by.productionNumber(ctx, productionNumber)
  if (order === null) throw new Error(`no production order ${productionNumber}, though a mutation wrote it`)
  return order
}

export const planningResolvers: Resolvers = {
  Mutation: {
    createProductionOrder(_, { input }, ctx) {
      demandProductionPlanner(ctx.principal)
      return mutate(ctx, 'createProductionOrder', input, tx =>
        createOrder(tx, {
          modelCode: input.modelCode,
          plantId: input.plant ?? null,
          optionCodes: input.options ?? [],
          holder: null,
          at: ctx.now,
        }),
      )
    },
    scheduleProduction(_, { input }, ctx) {
      demandProductionPlanner(ctx.principal)
      return mutate(ctx, 'scheduleProduction', input, tx => scheduleOrder(tx, scheduleOf(input), ctx.now))
    },
    scheduleProductionOrders(_, { input }, ctx) {
      demandProductionPlanner(ctx.principal)
      const wanted = readSet(input.orders.map(scheduleOf))
      return mutate(ctx, 'scheduleProductionOrders', input, tx => scheduleSet(tx, wanted, ctx.now))
    },
  },
  CreateProductionOrderSuccess: { productionOrder: writtenOrder },
  ScheduleProductionSuccess: { productionOrder: writtenOrder },
  OrderScheduling: {
    productionOrder: ({ productionNumber }, _, ctx) => productionOrderEntity.by.productionNumber(ctx, productionNumber),
  },
}
