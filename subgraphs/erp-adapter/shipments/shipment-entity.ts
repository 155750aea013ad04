import { batched } from '#platform/batch.ts'
import { entity } from '#platform/entity.ts'
import { dealerScope } from '../places/dealer-scope.ts'
import { findShipments, findShipmentsOfCars } from './shipment-store.ts'

export const shipmentEntity = entity('Shipment', {
  id: (ctx, ids) => findShipments(ctx.db, ids, dealerScope(ctx.principal)),
})

/** The shipment that a car is on, by production number. */
export const shipmentOfCar = batched((ctx, numbers: readonly string[]) => findShipmentsOfCars(ctx.db, numbers))
