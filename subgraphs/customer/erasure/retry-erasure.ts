import type { MutationRetryErasureArgs } from '#generated/customer.ts'
import { demandRole } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import { mutate } from '#platform/mutation.ts'
import { retryGivenUp } from './erasure-store.ts'

/** Has an erasure tried anew where it was given up. */
export function retryErasure(ctx: Context, input: MutationRetryErasureArgs['input']) {
  const { customerId } = input
  demandRole(ctx.principal, ['developer', 'compliance'], 'Erasures are tried anew by')
  return mutate(ctx, 'retryErasure', input, async tx =>
    (await retryGivenUp(tx.asSystem, customerId))
      ? { __typename: 'RetryErasureSuccess' as const, customerId }
      : {
          __typename: 'ErasureNotGivenUp' as const,
          message: `No subgraph has given up an erasure of customer ${customerId}.`,
          customerId,
        },
  )
}
