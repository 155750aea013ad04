import type { MutationMoveLifecycleArgs } from '#generated/customer.ts'
import { demandRole } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import { mutate } from '#platform/mutation.ts'
import { contacting } from '../contacts/who-contacts.ts'
import { spoken } from '../input/text.ts'
import { lockCustomer } from '../profile/customer-store.ts'
import { customerUnknown } from '../profile/customer-unknown.ts'
import { findLifecycles, listTransitions } from './lifecycle-store.ts'
import { moveCustomer } from './move-customer.ts'

/** Moves a customer to another stage for an employee's reason, if that way is open. */
export function moveLifecycle(ctx: Context, input: MutationMoveLifecycleArgs['input']) {
  demandRole(ctx.principal, contacting, 'Customers are moved between stages by')
  const { idempotencyKey, customerId, stage: to } = input
  const reason = spoken('reason', input.reason)
  return mutate(ctx, 'moveLifecycle', input, async tx => {
    if ((await lockCustomer(tx, customerId)) === undefined) return customerUnknown(customerId)
    const { name: by } = ctx.principal
    const cause = `${by} ${idempotencyKey}`
    const moment = { at: ctx.now, recordedAt: ctx.now }
    const moved = await moveCustomer(tx, { customerId, trigger: 'EMPLOYEE', cause, to, reason, by, ...moment })
    if (moved !== null) return { __typename: 'MoveLifecycleSuccess' as const, customerId }
    const stage = (await findLifecycles(tx, [customerId])).get(customerId)?.stage ?? null
    const open = (await listTransitions(tx)).filter(each => each.trigger === 'EMPLOYEE' && each.from === stage)
    return {
      __typename: 'TransitionNotAllowed' as const,
      message: `From ${stage ?? 'no stage'} an employee can't move a customer to ${to}.`,
      stage,
      allowed: open.map(each => each.to),
    }
  })
}
