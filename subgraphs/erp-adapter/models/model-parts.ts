import { batched } from '#platform/batch.ts'
import { entity } from '#platform/entity.ts'
import { findModels, findOptions, findQualityPlans, findRoutes } from './model-store.ts'

export const modelEntity = entity('VehicleModel', { code: (ctx, codes) => findModels(ctx.db, codes) })

/** What can be chosen on a model. */
export const optionsOf = batched((ctx, codes: readonly string[]) => findOptions(ctx.db, codes))
/** The stations that cars of a model go through, in order. */
export const routeOf = batched((ctx, codes: readonly string[]) => findRoutes(ctx.db, codes))
/** What is measured on cars of a model. */
export const qualityPlanOf = batched((ctx, codes: readonly string[]) => findQualityPlans(ctx.db, codes))
