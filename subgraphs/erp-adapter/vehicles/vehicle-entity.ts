import { batched } from '#platform/batch.ts'
import { entity } from '#platform/entity.ts'
import { findByOrder, findByProductionNumber, findByVin } from './vehicle-store.ts'

export const vehicleEntity = entity('Vehicle', {
  vin: (ctx, vins) => findByVin(ctx.db, vins),
  productionNumber: (ctx, numbers) => findByProductionNumber(ctx.db, numbers),
})

export const productionOrderEntity = entity('ProductionOrder', {
  productionNumber: (ctx, numbers) => findByProductionNumber(ctx.db, numbers),
})

/** The car that is built or reserved for a sales order. */
export const vehicleOfOrder = batched((ctx, orderIds: readonly string[]) => findByOrder(ctx.db, orderIds))
