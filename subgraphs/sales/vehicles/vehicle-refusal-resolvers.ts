import type { Resolvers } from '#generated/sales.ts'
import { dealerEntity } from '../dealers/dealer-entity.ts'
import { existing } from '#platform/rows.ts'

export const vehicleRefusalResolvers: Resolvers = {
  VehicleAlreadySold: {
    vehicle: ({ vin }) => ({ vin }),
    dealer: ({ dealerId }, _, ctx) => existing(dealerEntity.by.id(ctx, dealerId)),
  },
  VehicleReserved: { vehicle: ({ vin }) => ({ vin }) },
  VehicleNotAvailable: { vehicle: ({ vin }) => ({ vin }) },
}
