import type { Resolvers, VehicleFilter } from '#generated/erp-adapter.ts'
import { connection, pageOf } from '#platform/connection.ts'
import type { Context } from '#platform/context.ts'
import { configurationOf } from '../models/configuration.ts'
import { modelEntity, optionsOf } from '../models/model-parts.ts'
import { dealerScope } from '../places/dealer-scope.ts'
import { demandKnownPlaces } from '../places/known-places.ts'
import { placeNamed, plantEntity } from '../places/place-entities.ts'
import type { VehicleCriteria } from './meeting.ts'
import { criteriaOf } from './vehicle-criteria.ts'
import { countVehicles } from './vehicle-counts.ts'
import { vehicleEntity } from './vehicle-entity.ts'
import { vehicleHistory } from './vehicle-history.ts'
import { placeInList } from './vehicle-sort.ts'
import { pageOfVehicles } from './vehicle-store.ts'
import { timelinePage } from './timeline-page.ts'
import type { WhereaboutsKind } from './whereabouts.ts'

/** Where a car is, as the graph tells it. */
export interface Location {
  readonly kind: WhereaboutsKind
  readonly placeId: string | null
  readonly since: Date
}

async function readCriteria(
  { db, now, principal }: Context,
  filter: VehicleFilter | null | undefined,
): Promise<VehicleCriteria> {
  const criteria = criteriaOf(filter ?? {}, now)
  await demandKnownPlaces(db, criteria.place ?? [])
  return { ...criteria, scope: dealerScope(principal) }
}

export const vehicleResolvers: Resolvers = {
  Query: {
    vehicle: (_, { vin }, ctx) => vehicleEntity.by.vin(ctx, vin),
    vehicleByProductionNumber: (_, { productionNumber }, ctx) =>
      vehicleEntity.by.productionNumber(ctx, productionNumber),
    async vehicles(_, { filter, sort, ...args }, ctx) {
      const page = pageOf(args)
      const criteria = await readCriteria(ctx, filter)
      const rows = await pageOfVehicles(ctx.db, { criteria, sort }, page)
      return connection(rows, page, row => placeInList(row, sort))
    },
    vehicleCounts: async (_, { filter }, ctx) => countVehicles(ctx.db, await readCriteria(ctx, filter)),
  },
  Vehicle: {
    model: ({ modelCode }, _, ctx) => modelEntity.by.code(ctx, modelCode),
    configuration: async ({ modelCode, optionCodes }, _, ctx) =>
      configurationOf((await optionsOf(ctx, modelCode)) ?? [], optionCodes),
    plant: ({ plantId }, _, ctx) => plantEntity.by.id(ctx, plantId),
    async timeline({ productionNumber }, args, ctx) {
      const page = pageOf(args, { size: 50 })
      const history = await vehicleHistory(ctx, productionNumber)
      return timelinePage(history?.timeline ?? [], page)
    },
    whereabouts: ({ whereabouts, placeId, whereaboutsSince }) => ({
      kind: whereabouts,
      placeId,
      since: whereaboutsSince,
    }),
    productionOrder: vehicle => vehicle,
    stationHistory: async ({ productionNumber }, _, ctx) =>
      (await vehicleHistory(ctx, productionNumber))?.stationPasses ?? [],
    qualityResults: async ({ productionNumber }, _, ctx) =>
      (await vehicleHistory(ctx, productionNumber))?.qualityResults ?? [],
  },
  Whereabouts: {
    place: ({ placeId }, _, ctx) => (placeId === null ? null : placeNamed(ctx, placeId)),
  },
  VehicleStatusChange: {
    place: ({ placeId }, _, ctx) => (placeId === null ? null : placeNamed(ctx, placeId)),
  },
}
