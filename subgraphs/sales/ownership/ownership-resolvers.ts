import type { Resolvers } from '#generated/sales.ts'
import { isVisible, scopeOf } from '../dealers/row-access.ts'

export const ownershipResolvers: Resolvers = {
  VehicleParticipant: {
    customer: (participant, _, ctx) =>
      isVisible(scopeOf(ctx.principal), participant.dealerId) ? { id: participant.customerId } : null,
    vehicle: ({ vin }) => ({ vin }),
  },
}
