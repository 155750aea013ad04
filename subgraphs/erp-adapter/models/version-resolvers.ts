import type { Resolvers } from '#generated/erp-adapter.ts'
import { batched } from '#platform/batch.ts'
import { pageOf, type Connection, type PageArgs } from '#platform/connection.ts'
import type { Context } from '#platform/context.ts'
import { existing } from '#platform/rows.ts'
import { qualityPlanOf, routeOf } from './model-parts.ts'
import { versionKey, type ModelVersionRow, type VersionedPlan } from './model-version.ts'
import { findVersions, pagesOfVersions } from './version-store.ts'

/** A version that an outcome or an order names. */
export interface NamedVersion {
  readonly modelCode: string
  readonly version: number
}

const versionOf = batched((ctx, keys: readonly string[], plan: VersionedPlan) =>
  findVersions(ctx.db, { plan, keys, now: ctx.now }),
)

const versionsOf = batched((ctx, codes: readonly string[], plan: VersionedPlan, args: PageArgs) =>
  pagesOfVersions(ctx.db, codes, { plan, page: pageOf(args) }),
)

type Versions = Promise<Connection<ModelVersionRow> | null>

const settled =
  (plan: VersionedPlan, of: 'routeVersion' | 'qualityVersion') =>
  (
    order: { readonly modelCode: string } & Readonly<Record<typeof of, number | null>>,
    _: unknown,
    ctx: Context,
  ): Promise<ModelVersionRow | null> | null => {
    const version = order[of]
    return version === null ? null : versionOf(ctx, versionKey(order.modelCode, version), plan)
  }

const made =
  (plan: VersionedPlan) =>
  ({ modelCode, version }: NamedVersion, _: unknown, ctx: Context): Promise<ModelVersionRow> =>
    existing(versionOf(ctx, versionKey(modelCode, version), plan))

export const versionResolvers: Resolvers = {
  VehicleModel: {
    routeVersions: ({ code }, args, ctx): Versions => versionsOf(ctx, code, 'ROUTE', args),
    qualityPlanVersions: ({ code }, args, ctx): Versions => versionsOf(ctx, code, 'QUALITY_PLAN', args),
  },
  ProductionOrder: {
    routeVersion: settled('ROUTE', 'routeVersion'),
    qualityPlanVersion: settled('QUALITY_PLAN', 'qualityVersion'),
  },
  RouteVersion: {
    steps: async ({ modelCode, version }, _, ctx) => (await routeOf(ctx, versionKey(modelCode, version))) ?? [],
  },
  QualityPlanVersion: {
    limits: async ({ modelCode, version }, _, ctx) => (await qualityPlanOf(ctx, versionKey(modelCode, version))) ?? [],
  },
  SetRouteSuccess: { routeVersion: made('ROUTE') },
  SetQualityPlanSuccess: { qualityPlanVersion: made('QUALITY_PLAN') },
}
