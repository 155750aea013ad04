import type { Resolvers } from '#generated/charging.ts'
import { batched } from '#platform/batch.ts'
import { pageOf, type Page } from '#platform/connection.ts'
import { sessionEntity } from './session-entity.ts'
import { sessionsOfVehicles } from './session-store.ts'

const sessionsOf = batched((ctx, vins: readonly string[], page: Page) => sessionsOfVehicles(ctx.db, vins, page))

export const sessionResolvers: Resolvers = {
  Query: {
    chargingSession: (_, { id }, ctx) => sessionEntity.by.id(ctx, id),
  },
  ChargingSession: {
    vehicle: ({ vin }) => ({ vin }),
  },
  Vehicle: {
    chargingSessions: ({ vin }, args, ctx) => (vin == null ? null : sessionsOf(ctx, vin, pageOf(args))),
  },
}
