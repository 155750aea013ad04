import type { MutationRequestErasureArgs } from '#generated/customer.ts'
import { demandRole } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import { erasureRequested } from '#platform/event-catalogue.ts'
import { publish } from '#platform/events.ts'
import { newId } from '#platform/id.ts'
import { mutate } from '#platform/mutation.ts'
import { lockCustomer } from '../profile/customer-store.ts'
import { customerUnknown } from '../profile/customer-unknown.ts'
import { mayErase } from './erasure.ts'
import { findErasures, insertErasure } from './erasure-store.ts'

/** Has every subgraph erase a person; what stands of him then stays for a law alone. */
export function requestErasure(ctx: Context, input: MutationRequestErasureArgs['input']) {
  const { ground } = input
  demandRole(ctx.principal, ['developer', 'customer', 'call-centre', 'compliance'], 'Erasures are requested by')
  return mutate(ctx, 'requestErasure', input, async tx => {
    if (!mayErase(ctx.principal, input.customerId)) return customerUnknown(input.customerId)
    // Who asks at the same time waits here for the first.
    const person = await lockCustomer(tx, input.customerId)
    const customerId = person?.id ?? input.customerId
    if ((await findErasures(tx.asSystem, [customerId])).has(customerId))
      return {
        __typename: 'ErasureAlreadyRequested' as const,
        message: `The erasure of customer ${customerId} was requested before.`,
        customerId,
      }
    if (person === undefined) return customerUnknown(customerId)
    if (person.kind === 'ORGANISATION')
      return {
        __typename: 'CustomerIsNoPerson' as const,
        message: `Customer ${customerId} is an organisation: its contact persons are erased, each by an erasure of his own.`,
        customerId,
      }
    const erasure = { id: newId('erasure'), customerId, ground, requestedBy: ctx.principal.name }
    await insertErasure(tx.asSystem, erasure, ctx.now)
    await publish(tx, erasureRequested, [{ key: customerId, payload: { erasureId: erasure.id } }])
    return { __typename: 'RequestErasureSuccess' as const, customerId }
  })
}
