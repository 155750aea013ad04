import type { MutationChangeCustomerArgs } from '#generated/customer.ts'
import type { Context } from '#platform/context.ts'
import { mutate } from '#platform/mutation.ts'
import { pastMoment } from '../input/moment.ts'
import { spoken } from '../input/text.ts'
import { keepMatchKeys } from '../matching/keep-match-keys.ts'
import { publishCustomerChanged } from './customer-changed.ts'
import { lockCustomer, updateCustomer } from './customer-store.ts'
import { customerUnknown } from './customer-unknown.ts'
import { factFields } from './fact.ts'
import { recordFacts } from './fact-record.ts'
import { differences, misfitOf } from './facts-fit.ts'
import { readFacts, withFacts } from './given-facts.ts'

/** Changes the facts that differ from what is given, and enters them alone in the history. */
export function changeCustomer(ctx: Context, input: MutationChangeCustomerArgs['input']) {
  const given = readFacts(input, ctx.now)
  const source = spoken('source', input.source)
  const validFrom = pastMoment('validFrom', input.validFrom, ctx.now)
  return mutate(ctx, 'changeCustomer', input, async tx => {
    const before = await lockCustomer(tx, input.customerId)
    if (before === undefined) return customerUnknown(input.customerId)
    const customerId = before.id
    const told = { customerId, source, validFrom }
    const after = withFacts(before, given)
    const misfit = misfitOf(after)
    if (misfit !== null) return { __typename: 'CustomerFactsRefused' as const, ...misfit, fields: [...misfit.fields] }
    const changed = differences(before, after)
    const changes = changed.map(each => ({ ...each, field: factFields[each.name] }))
    if (changed.length > 0) {
      await updateCustomer(tx, after)
      await keepMatchKeys(tx, after)
      await publishCustomerChanged(
        tx,
        [customerId],
        changed.map(each => each.name),
      )
    }
    const changeIds = await recordFacts(tx, ctx, { told, changes })
    return { __typename: 'ChangeCustomerSuccess' as const, customerId, changeIds }
  })
}
