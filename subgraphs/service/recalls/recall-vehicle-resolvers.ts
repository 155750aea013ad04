import { batched } from '#platform/batch.ts'
import { pageOf, type Page } from '#platform/connection.ts'
import type { Resolvers } from '#generated/service.ts'
import { existing } from '#platform/rows.ts'
import { orderEntity } from '../orders/order-entity.ts'
import { recallEntity } from './recall-entity.ts'
import { recallsOfVehicles, vehiclesOfRecalls } from './recall-vehicle-store.ts'

const ofVehicle = batched((ctx, vins: readonly string[], open: boolean | null) => recallsOfVehicles(ctx.db, vins, open))
const vehicles = batched((ctx, ids: readonly string[], options: { completed: boolean | null; page: Page }) =>
  vehiclesOfRecalls(ctx.db, ids, options),
)

export const recallVehicleResolvers: Resolvers = {
  Recall: {
    vehicles: ({ id }, { completed = null, ...args }, ctx) => vehicles(ctx, id, { completed, page: pageOf(args) }),
  },
  VehicleRecall: {
    recall: ({ recallId }, _, ctx) => existing(recallEntity.by.id(ctx, recallId)),
    vehicle: ({ vin }) => ({ vin }),
    serviceOrder: ({ serviceOrderId }, _, ctx) =>
      serviceOrderId === null ? null : orderEntity.by.id(ctx, serviceOrderId),
  },
  Vehicle: {
    recalls: ({ vin }, { open = null }, ctx) => (vin == null ? null : ofVehicle(ctx, vin, open)),
  },
}
