import type { Resolvers } from '#generated/erp-adapter.ts'
import { batched } from '#platform/batch.ts'
import type { Context } from '#platform/context.ts'
import { configurationOf } from '../models/configuration.ts'
import { optionsOf, qualityPlanOf, routeOf } from '../models/model-parts.ts'
import type { RouteStepRow } from '../models/model-store.ts'
import { versionKey } from '../models/model-version.ts'
import { placeNamed } from '../places/place-entities.ts'
import { vehicleEntity } from '../vehicles/vehicle-entity.ts'
import { findByTag, type VehicleRow } from '../vehicles/vehicle-store.ts'
import { findFirstReads } from './first-reads.ts'
import { missingBefore } from './station-passes.ts'

export interface BuildStep {
  readonly step: RouteStepRow
  readonly passedAt: Date | null
}

export interface Instruction {
  readonly stationId: string
  readonly vehicle: VehicleRow
}

/** The stations on a car's way, by the version of the route that it follows. */
const routeFor = async (ctx: Context, { modelCode, routeVersion }: VehicleRow): Promise<readonly RouteStepRow[]> =>
  (await routeOf(ctx, versionKey(modelCode, routeVersion))) ?? []

const firstReadsOf = batched((ctx, numbers: readonly string[]) => findFirstReads(ctx.db, numbers))

/** When a car was first read at each station. */
const readsOf = async (ctx: Context, { productionNumber }: VehicleRow): Promise<ReadonlyMap<string, Date>> =>
  (await firstReadsOf(ctx, productionNumber)) ?? new Map()

export const workPlaceResolvers: Resolvers = {
  Query: {
    buildSheet: (_, { productionNumber }, ctx) => vehicleEntity.by.productionNumber(ctx, productionNumber),
    buildSheetByTag: (_, { tag }, ctx) => findByTag(ctx.db, tag),
    async stationInstruction(_, { station, tag }, ctx) {
      const vehicle = await findByTag(ctx.db, tag)
      return vehicle === null ? null : { stationId: station, vehicle }
    },
  },
  BuildSheet: {
    productionOrder: vehicle => vehicle,
    configuration: async ({ modelCode, optionCodes }, _, ctx) =>
      configurationOf((await optionsOf(ctx, modelCode)) ?? [], optionCodes),
    async steps(vehicle, _, ctx) {
      const [route, reads] = await Promise.all([routeFor(ctx, vehicle), readsOf(ctx, vehicle)])
      return route.map(step => ({ step, passedAt: reads.get(step.stationId) ?? null }))
    },
    qualityPlan: async ({ modelCode, qualityVersion }, _, ctx) =>
      (await qualityPlanOf(ctx, versionKey(modelCode, qualityVersion))) ?? [],
  },
  StationInstruction: {
    step: async ({ stationId, vehicle }, _, ctx) =>
      (await routeFor(ctx, vehicle)).find(step => step.stationId === stationId) ?? null,
    configuration: async ({ vehicle }, _, ctx) =>
      configurationOf((await optionsOf(ctx, vehicle.modelCode)) ?? [], vehicle.optionCodes),
    async missing({ stationId, vehicle }, _, ctx) {
      const [route, reads] = await Promise.all([routeFor(ctx, vehicle), readsOf(ctx, vehicle)])
      const position = route.find(step => step.stationId === stationId)?.position ?? 0
      const missing = missingBefore(position, { route, read: new Set(reads.keys()) })
      return Promise.all(missing.map(id => placeNamed(ctx, id)))
    },
  },
}
