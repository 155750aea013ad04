import type { MutationAddContactPointArgs } from '#generated/customer.ts'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/id.ts'
import { mutate } from '#platform/mutation.ts'
import { pastMoment } from '../input/moment.ts'
import { spoken } from '../input/text.ts'
import { keepMatchKeys } from '../matching/keep-match-keys.ts'
import { publishCustomerChanged } from '../profile/customer-changed.ts'
import { lockCustomer } from '../profile/customer-store.ts'
import { customerUnknown } from '../profile/customer-unknown.ts'
import { recordFacts } from '../profile/fact-record.ts'
import { findValidContactPoint, insertContactPoints } from './contact-point-store.ts'
import { readReach } from './read-reach.ts'

/** Adds a way to reach a customer, once. */
export function addContactPoint(ctx: Context, input: MutationAddContactPointArgs['input']) {
  const reach = readReach(input.contactPoint)
  const source = spoken('source', input.source)
  const validFrom = pastMoment('validFrom', input.validFrom, ctx.now)
  return mutate(ctx, 'addContactPoint', input, async tx => {
    const customer = await lockCustomer(tx, input.customerId)
    if (customer === undefined) return customerUnknown(input.customerId)
    const customerId = customer.id
    const told = { customerId, source, validFrom }
    const point = { ...reach, ...told, id: newId('contact'), updatedBy: ctx.principal.name }
    const [contactPointId] = await insertContactPoints(tx, [point])
    if (contactPointId === undefined)
      return {
        __typename: 'ContactPointAlreadyThere' as const,
        message: `The customer can already be reached so (${reach.kind}).`,
        contactPoint: (await findValidContactPoint(tx, point)) ?? null,
      }
    await keepMatchKeys(tx, customer)
    const changes = [{ field: reach.kind, oldValue: null, newValue: reach.value }]
    await recordFacts(tx, ctx, { told, changes })
    await publishCustomerChanged(tx, [customerId], [reach.kind.toLowerCase()])
    return { __typename: 'AddContactPointSuccess' as const, customerId, contactPointId }
  })
}
