import type { MutationDismissDuplicateArgs } from '#generated/customer.ts'
import type { Context } from '#platform/context.ts'
import { mutate } from '#platform/mutation.ts'
import { lockCustomers } from '../profile/customer-store.ts'
import { insertDismissal } from './duplicate-store.ts'

/** Takes a pair from the work list until something else is found that its records have in common. */
export function dismissDuplicate(ctx: Context, input: MutationDismissDuplicateArgs['input']) {
  const { customerId, otherId } = input
  return mutate(ctx, 'dismissDuplicate', input, async tx => {
    // Nobody changes what they have in common meanwhile.
    await lockCustomers(tx, [customerId, otherId])
    const by = { at: ctx.now, by: ctx.principal.name }
    return (await insertDismissal(tx, { ids: [customerId, otherId], ...by }))
      ? { __typename: 'DismissDuplicateSuccess' as const, customerId, otherId }
      : { __typename: 'DuplicateUnknown' as const, message: 'The two are no pair that may be one customer.' }
  })
}
