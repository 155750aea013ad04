import type { MutationStatePreferredChannelArgs } from '#generated/customer.ts'
import type { Context } from '#platform/context.ts'
import { mutate } from '#platform/mutation.ts'
import { pastMoment } from '../input/moment.ts'
import { lockCustomer } from '../profile/customer-store.ts'
import { customerUnknown } from '../profile/customer-unknown.ts'
import { savePreference } from './calibration-store.ts'

/** Keeps by what means a customer wants to be contacted. */
export function statePreference(ctx: Context, input: MutationStatePreferredChannelArgs['input']) {
  const { customerId, channel = null } = input
  const statedAt = pastMoment('at', input.at, ctx.now)
  return mutate(ctx, 'statePreferredChannel', input, async tx => {
    if ((await lockCustomer(tx, customerId)) === undefined) return customerUnknown(customerId)
    await savePreference(tx, { customerId, channel, statedAt, recordedBy: ctx.principal.name })
    return { __typename: 'StatePreferredChannelSuccess' as const, customerId }
  })
}
