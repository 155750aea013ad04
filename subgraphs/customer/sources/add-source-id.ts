import type { MutationAddSourceIdArgs } from '#generated/customer.ts'
import type { Context } from '#platform/context.ts'
import { mutate } from '#platform/mutation.ts'
import { lockCustomer } from '../profile/customer-store.ts'
import { customerUnknown } from '../profile/customer-unknown.ts'
import { readSourceId } from './source-id.ts'
import { insertSourceId, lockSourceId, toldFor } from './source-id-store.ts'
import { sourceIdTaken } from './source-id-taken.ts'

/** Tells under which id a system knows a customer, once. */
export function addSourceId(ctx: Context, input: MutationAddSourceIdArgs['input']) {
  const id = readSourceId(input)
  const own = toldFor(ctx.principal)
  return mutate(ctx, 'addSourceId', input, async tx => {
    const owner = await lockSourceId(tx, id, own)
    const customer = await lockCustomer(tx, input.customerId)
    if (customer === undefined) return customerUnknown(input.customerId)
    const customerId = customer.id
    if (owner !== undefined && owner !== customerId) return sourceIdTaken(id, owner)
    if (owner === undefined)
      await insertSourceId(tx, { ...id, customerId, addedAt: ctx.now, addedBy: ctx.principal.name }, own)
    return { __typename: 'AddSourceIdSuccess' as const, customerId }
  })
}
