import type { MutationRemoveContactPointArgs } from '#generated/customer.ts'
import type { Context } from '#platform/context.ts'
import { mutate } from '#platform/mutation.ts'
import { spoken } from '../input/text.ts'
import { keepMatchKeys } from '../matching/keep-match-keys.ts'
import { publishCustomerChanged } from '../profile/customer-changed.ts'
import { lockCustomer } from '../profile/customer-store.ts'
import { recordFacts } from '../profile/fact-record.ts'
import { endContactPoint, findContactPoints } from './contact-point-store.ts'

/** Ends a way to reach a customer; it stays in the history. */
export function removeContactPoint(ctx: Context, input: MutationRemoveContactPointArgs['input']) {
  const { contactPointId } = input
  const source = spoken('source', input.source)
  return mutate(ctx, 'removeContactPoint', input, async tx => {
    const find = async () => (await findContactPoints(tx, [contactPointId])).get(contactPointId)
    const point = await find()
    if (point === undefined) return notValid(contactPointId, null)
    const { customerId, kind, value } = point
    const customer = await lockCustomer(tx, customerId)
    const ended = await endContactPoint(tx, { id: contactPointId, at: ctx.now, by: ctx.principal.name })
    if (!ended) return notValid(contactPointId, (await find())?.validUntil ?? null)
    if (customer !== undefined) await keepMatchKeys(tx, customer)
    const told = { customerId, source, validFrom: ctx.now }
    await recordFacts(tx, ctx, { told, changes: [{ field: kind, oldValue: value, newValue: null }] })
    await publishCustomerChanged(tx, [customerId], [kind.toLowerCase()])
    return { __typename: 'RemoveContactPointSuccess' as const, customerId, contactPointId }
  })
}

const notValid = (contactPointId: string, validUntil: Date | null) => ({
  __typename: 'ContactPointNotValid' as const,
  message:
    validUntil === null ? `There is no contact point ${contactPointId}.` : `It ended at ${validUntil.toISOString()}.`,
  contactPointId,
  validUntil,
})
