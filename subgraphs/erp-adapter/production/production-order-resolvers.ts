import type { Resolvers } from '#generated/erp-adapter.ts'
import type { Context } from '#platform/context.ts'
import { modelEntity } from '../models/model-parts.ts'
import type { PlaceRow } from '../places/place.ts'
import { placeNamed, plantEntity } from '../places/place-entities.ts'
import { productionOrderEntity, vehicleOfOrder } from '../vehicles/vehicle-entity.ts'
import { vehicleHistory } from '../vehicles/vehicle-history.ts'
import { isFrozen } from './change-freeze.ts'

const stationOf = ({ stationId }: { stationId: string | null }, _: unknown, ctx: Context): Promise<PlaceRow> | null =>
  stationId === null ? null : placeNamed(ctx, stationId)

export const productionOrderResolvers: Resolvers = {
  Query: {
    productionOrder: (_, { productionNumber }, ctx) => productionOrderEntity.by.productionNumber(ctx, productionNumber),
  },
  ProductionOrder: {
    salesOrder: ({ orderId }) => (orderId === null ? null : { id: orderId }),
    vehicle: order => order,
    model: ({ modelCode }, _, ctx) => modelEntity.by.code(ctx, modelCode),
    plant: ({ plantId }, _, ctx) => plantEntity.by.id(ctx, plantId),
    state: ({ productionState }) => productionState,
    actualStart: ({ startedAt }) => startedAt,
    actualEnd: ({ builtAt }) => builtAt,
    frozen: (order, _, ctx) => isFrozen(order, ctx.now),
    stationPasses: async ({ productionNumber }, _, ctx) =>
      (await vehicleHistory(ctx, productionNumber))?.stationPasses ?? [],
    qualityResults: async ({ productionNumber }, _, ctx) =>
      (await vehicleHistory(ctx, productionNumber))?.qualityResults ?? [],
    reworks: async ({ productionNumber }, _, ctx) => (await vehicleHistory(ctx, productionNumber))?.reworks ?? [],
  },
  StationPass: { station: ({ stationId }, _, ctx) => placeNamed(ctx, stationId) },
  QualityResult: { station: stationOf },
  Rework: { station: stationOf },
  SalesOrder: {
    production: ({ id }, _, ctx) => (id === undefined ? null : vehicleOfOrder(ctx, id)),
  },
}
