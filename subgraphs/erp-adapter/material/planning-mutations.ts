import type { Resolvers } from '#generated/erp-adapter.ts'
import { Fault } from '#platform/errors.ts'
import { mutate } from '#platform/mutation.ts'
import { makePlan } from './make-plan.ts'
import { demandPlanner } from './may-plan.ts'
import { planNamed } from './plan-resolvers.ts'
import { releasePlan, retryDelivery } from './release-plan.ts'

export const planningMutations: Resolvers = {
  Mutation: {
    planMaterial(_, { input }, ctx) {
      demandPlanner(ctx.principal)
      const { plant } = input
      const days = input.days ?? 60
      if (days < 1 || days > 366) throw new Fault('BAD_USER_INPUT', `days is ${days}; it can be 1 to 366.`)
      const planning = { plantId: plant, fromDay: input.fromDay ?? null, days, now: ctx.now, by: ctx.principal.name }
      return mutate(ctx, 'planMaterial', input, tx => makePlan(tx, planning))
    },
    releaseMaterialPlan(_, { input }, ctx) {
      demandPlanner(ctx.principal)
      return mutate(ctx, 'releaseMaterialPlan', input, tx => releasePlan(tx, input.id, ctx.now))
    },
    retryMaterialDelivery(_, { input }, ctx) {
      demandPlanner(ctx.principal)
      return mutate(ctx, 'retryMaterialDelivery', input, tx => retryDelivery(tx, input))
    },
  },
  PlanMaterialSuccess: { plan: planNamed },
  ReleaseMaterialPlanSuccess: { plan: planNamed },
  MaterialPlanNotReleasable: { plan: planNamed },
  RetryMaterialDeliverySuccess: { plan: planNamed },
}
