import type { MutationVerifyFactArgs } from '#generated/customer.ts'
import type { Context } from '#platform/context.ts'
import type { Transaction } from '#platform/database.ts'
import { mutate } from '#platform/mutation.ts'
import { findContactPointsOf } from '../contact-points/contact-point-store.ts'
import { lockCustomer } from '../profile/customer-store.ts'
import { customerUnknown } from '../profile/customer-unknown.ts'
import { findFacts } from '../profile/fact-store.ts'
import type { Verification } from './verification.ts'
import { saveVerification } from './verification-store.ts'

/** Tells that the caller made sure of a fact or contact point, if it still is as he saw it. */
export function verifyFact(ctx: Context, input: MutationVerifyFactArgs['input']) {
  const { field, value, method } = input
  return mutate(ctx, 'verifyFact', input, async tx => {
    const customer = await lockCustomer(tx, input.customerId)
    if (customer === undefined) return customerUnknown(input.customerId)
    const customerId = customer.id
    if (!(await holds(tx, { customerId, field, value }))) return factNotHeld(field)
    const verifiedBy = ctx.principal.name
    await saveVerification(tx, { customerId, field, value, method, verifiedAt: ctx.now, verifiedBy })
    return { __typename: 'VerifyFactSuccess' as const, customerId }
  })
}

async function holds(
  tx: Transaction,
  { customerId, field, value }: Pick<Verification, 'customerId' | 'field' | 'value'>,
): Promise<boolean> {
  const facts = (await findFacts(tx, [customerId])).get(customerId) ?? []
  const points = (await findContactPointsOf(tx, [customerId], false)).get(customerId) ?? []
  return (
    facts.some(fact => fact.field === field && fact.value === value) ||
    points.some(point => point.kind === field && point.value === value)
  )
}

const factNotHeld = (field: Verification['field']) => ({
  __typename: 'FactNotHeld' as const,
  message: `The customer has no ${field} of that value now: read it anew.`,
  field,
})
