import { batched } from '#platform/batch.ts'
import { entity } from '#platform/entity.ts'
import { findModels, findOptions, findQualityPlans, findRoutes } from './model-store.ts'

export const modelEntity = entity('VehicleModel', { code: (ctx, codes) => findModels(ctx.db, codes) })

/** What can be chosen on a model. */
export const optionsOf = batched((ctx, codes: readonly string[]) => findOptions(ctx.db, codes))
/** The stations of a version of a model's route, in order. */
export const routeOf = batched((ctx, versions: readonly string[]) => findRoutes(ctx.db, versions, ctx.now))
/** What is measured by a version of a model's quality plan. */
export const qualityPlanOf = batched((ctx, versions: readonly string[]) => findQualityPlans(ctx.db, versions, ctx.now))
