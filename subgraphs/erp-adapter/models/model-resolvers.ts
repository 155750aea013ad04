import type { Resolvers } from '#generated/erp-adapter.ts'
import { connection, pageOf } from '#platform/connection.ts'
import { placeNamed, plantEntity } from '../places/place-entities.ts'
import { modelEntity, optionsOf, qualityPlanOf, routeOf } from './model-parts.ts'
import { pageOfModels } from './model-store.ts'
import { versionKey } from './model-version.ts'

export const modelResolvers: Resolvers = {
  Query: {
    vehicleModel: (_, { code }, ctx) => modelEntity.by.code(ctx, code),
    async vehicleModels(_, args, ctx) {
      const page = pageOf(args)
      return connection(await pageOfModels(ctx.db, page), page, row => ({ sort: row.code, id: row.code }))
    },
  },
  VehicleModel: {
    plant: ({ plantId }, _, ctx) => plantEntity.by.id(ctx, plantId),
    options: ({ code }, _, ctx) => optionsOf(ctx, code),
    route: ({ code }, _, ctx) => routeOf(ctx, versionKey(code, null)),
    qualityPlan: ({ code }, _, ctx) => qualityPlanOf(ctx, versionKey(code, null)),
  },
  RouteStep: {
    station: ({ stationId }, _, ctx) => placeNamed(ctx, stationId),
  },
}
