import type { z } from 'zod'
import type { Resolvers } from '#generated/erp-adapter.ts'
import { vehicleStatusChanged } from '#platform/event-catalogue.ts'
import { mapped } from '#platform/stream.ts'
import { vehicleEntity } from './vehicle-entity.ts'
import { statusNamed } from './vehicle-status.ts'

/** What a subscriber is told of: a change, as it was published. */
export type StatusNews = z.infer<typeof vehicleStatusChanged.payload>

export const statusNewsResolvers: Resolvers = {
  Subscription: {
    vehicleStatusChanged: {
      async subscribe(_, { vin, productionNumber }, { live }) {
        const changes = await live.of(
          vehicleStatusChanged,
          change =>
            (vin == null || change.vin === vin) &&
            (productionNumber == null || change.productionNumber === productionNumber),
        )
        return mapped(changes, async ({ payload }) => ({ vehicleStatusChanged: payload }))
      },
    },
  },
  VehicleStatusNews: {
    vehicle: ({ productionNumber }, _, ctx) => vehicleEntity.by.productionNumber(ctx, productionNumber),
    status: ({ status }) => statusNamed(status),
    previous: ({ previous }) => (previous === null ? null : statusNamed(previous)),
    at: ({ at }) => new Date(at),
  },
}
