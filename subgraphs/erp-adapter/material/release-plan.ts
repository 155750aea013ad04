import type { Transaction } from '#platform/database.ts'
import { tryDeliveryAgain } from './delivery-store.ts'
import { lockPlan, saveRelease } from './plan-store.ts'

export type ReleaseOutcome =
  | { readonly __typename: 'ReleaseMaterialPlanSuccess'; readonly planId: string }
  | { readonly __typename: 'MaterialPlanUnknown'; readonly message: string; readonly id: string }
  | { readonly __typename: 'MaterialPlanNotReleasable'; readonly message: string; readonly planId: string }

/** Gives a plan to its suppliers, once, and only the last one of a plant: an older one tells what is no longer so. */
export async function releasePlan(tx: Transaction, planId: string, at: Date): Promise<ReleaseOutcome> {
  const plan = await lockPlan(tx, planId)
  if (plan === undefined)
    return { __typename: 'MaterialPlanUnknown', message: `There is no material plan ${planId}.`, id: planId }
  if (plan.released)
    return { __typename: 'MaterialPlanNotReleasable', message: 'The plan was released before.', planId }
  if (!plan.last)
    return { __typename: 'MaterialPlanNotReleasable', message: 'A later plan of the plant was made.', planId }
  await saveRelease(tx, planId, at)
  return { __typename: 'ReleaseMaterialPlanSuccess', planId }
}

export type RetryOutcome =
  | { readonly __typename: 'RetryMaterialDeliverySuccess'; readonly planId: string }
  | { readonly __typename: 'MaterialDeliveryNotGivenUp'; readonly message: string }

/** Sends a plan to a supplier again, which was given up. */
export async function retryDelivery(
  tx: Transaction,
  delivery: { readonly planId: string; readonly supplierId: string },
): Promise<RetryOutcome> {
  if (await tryDeliveryAgain(tx, delivery))
    return { __typename: 'RetryMaterialDeliverySuccess', planId: delivery.planId }
  const message = `No delivery of ${delivery.planId} to ${delivery.supplierId} was given up.`
  return { __typename: 'MaterialDeliveryNotGivenUp', message }
}
