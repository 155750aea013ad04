import type { Resolvers } from '#generated/erp-adapter.ts'
import { batched } from '#platform/batch.ts'
import { connection, pageOf, type PageArgs } from '#platform/connection.ts'
import type { Context } from '#platform/context.ts'
import { entity } from '#platform/entity.ts'
import { existing } from '#platform/rows.ts'
import { partNamed } from '../inventory/part-entity.ts'
import { plantEntity } from '../places/place-entities.ts'
import { supplierEntity } from '../suppliers/supplier-entity.ts'
import type { SupplierRow } from '../suppliers/supplier-store.ts'
import { findProductionDelays, pagesOfCoverage, pagesOfLines } from './line-store.ts'
import { findPlans, pageOfPlans, type PlanRow } from './plan-store.ts'

export const planEntity = entity('MaterialPlan', { id: (ctx, ids) => findPlans(ctx.db, ids) })

const linesOf = batched((ctx, planIds: readonly string[], supplierId: string | null, args: PageArgs) =>
  pagesOfLines(ctx.db, planIds, { supplierId, page: pageOf(args, { size: 50 }) }),
)

const coverageOf = batched((ctx, planIds: readonly string[], short: boolean, args: PageArgs) =>
  pagesOfCoverage(ctx.db, planIds, { short, page: pageOf(args, { size: 50 }) }),
)

const delayOf = batched((ctx, numbers: readonly string[]) => findProductionDelays(ctx.db, numbers))

const supplier = (
  { supplierId }: { readonly supplierId: string | null },
  _: unknown,
  ctx: Context,
): Promise<SupplierRow | null> | null => (supplierId === null ? null : supplierEntity.by.id(ctx, supplierId))

/** A plan that an outcome or another row names. */
export interface WrittenPlan {
  readonly planId: string
}

export const planNamed = ({ planId }: WrittenPlan, _: unknown, ctx: Context): Promise<PlanRow> =>
  existing(planEntity.by.id(ctx, planId))

export const planResolvers: Resolvers = {
  Query: {
    materialPlan: (_, { id }, ctx) => planEntity.by.id(ctx, id),
    async materialPlans(_, { plant, ...args }, ctx) {
      const page = pageOf(args)
      const rows = await pageOfPlans(ctx.db, plant ?? null, page)
      return connection(rows, page, ({ madeAt, id }) => ({ sort: madeAt.toISOString(), id }))
    },
  },
  MaterialPlan: {
    plant: ({ plantId }, _, ctx) => plantEntity.by.id(ctx, plantId),
    lines: ({ id }, { supplierId, ...args }, ctx) => linesOf(ctx, id, supplierId ?? null, args),
    coverage: ({ id }, { short, ...args }, ctx) => coverageOf(ctx, id, short ?? false, args),
  },
  MaterialLine: { part: partNamed, supplier },
  MaterialCoverage: { part: partNamed, supplier },
  ProductionOrder: { delay: ({ productionNumber }, _, ctx) => delayOf(ctx, productionNumber) },
  ProductionDelay: { part: partNamed, plan: planNamed },
}
