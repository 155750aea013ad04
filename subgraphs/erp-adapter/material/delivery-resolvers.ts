import type { Resolvers } from '#generated/erp-adapter.ts'
import { batched } from '#platform/batch.ts'
import { connection, pageOf } from '#platform/connection.ts'
import { existing } from '#platform/rows.ts'
import { supplierEntity } from '../suppliers/supplier-entity.ts'
import { findDeliveries, pageOfGivenUp } from './delivery-reads.ts'
import { demandPlanner } from './may-plan.ts'
import { planNamed } from './plan-resolvers.ts'
import { webhookIdOf } from './post-plan.ts'

const deliveriesOf = batched((ctx, planIds: readonly string[]) => findDeliveries(ctx.db, planIds))

export const deliveryResolvers: Resolvers = {
  Query: {
    async givenUpMaterialDeliveries(_, { supplierId, ...args }, ctx) {
      demandPlanner(ctx.principal)
      const page = pageOf(args)
      const rows = await pageOfGivenUp(ctx.db, supplierId ?? null, page)
      return connection(rows, page, row => ({
        sort: row.givenUpAt?.toISOString() ?? '',
        id: `${row.planId} ${row.supplierId}`,
      }))
    },
  },
  MaterialPlan: { deliveries: ({ id }, _, ctx) => deliveriesOf(ctx, id) },
  MaterialDelivery: {
    plan: planNamed,
    supplier: ({ supplierId }, _, ctx) => existing(supplierEntity.by.id(ctx, supplierId)),
    webhookId: webhookIdOf,
    state: ({ deliveredAt, givenUpAt }) =>
      deliveredAt !== null ? 'DELIVERED' : givenUpAt === null ? 'WAITING' : 'GIVEN_UP',
    nextAttemptAt: ({ notBefore, deliveredAt, givenUpAt }) =>
      deliveredAt === null && givenUpAt === null ? notBefore : null,
  },
}
