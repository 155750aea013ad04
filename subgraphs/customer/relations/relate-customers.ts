import type { MutationRelateCustomersArgs } from '#generated/customer.ts'
import type { Context } from '#platform/context.ts'
import { Fault } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { mutate } from '#platform/mutation.ts'
import { pastMoment } from '../input/moment.ts'
import { spoken } from '../input/text.ts'
import type { CustomerKind } from '../profile/customer.ts'
import { publishCustomerChanged } from '../profile/customer-changed.ts'
import { lockCustomers } from '../profile/customer-store.ts'
import { customerUnknown } from '../profile/customer-unknown.ts'
import { endKinds, kept, seenBy, type KeptKind } from './relation.ts'
import { findValidRelation, insertRelation } from './relation-store.ts'

/** Relates two customers; the relation is kept once, whichever of them is named first. */
export function relateCustomers(ctx: Context, input: MutationRelateCustomersArgs['input']) {
  const { kind } = input
  if (input.customerId === input.relatedCustomerId) throw sameCustomer()
  const told = {
    source: spoken('source', input.source),
    validFrom: pastMoment('validFrom', input.validFrom, ctx.now),
    updatedBy: ctx.principal.name,
  }
  return mutate(ctx, 'relateCustomers', input, async tx => {
    const found = await lockCustomers(tx, [input.customerId, input.relatedCustomerId])
    const [first, second] = [found.get(input.customerId), found.get(input.relatedCustomerId)]
    if (first === undefined) return customerUnknown(input.customerId)
    if (second === undefined) return customerUnknown(input.relatedCustomerId)
    if (first.id === second.id) throw sameCustomer()
    const customerId = first.id
    const ends = kept({ customerId, relatedId: second.id, kind })
    const [customer, related] = ends.customerId === customerId ? [first, second] : [second, first]
    if (!isPossible(ends.kind, customer.kind, related.kind)) return notPossible(ends, customerId)
    const relationId = newId('relation')
    if (!(await insertRelation(tx, { ...ends, ...told, id: relationId }))) {
      const there = await findValidRelation(tx, ends)
      return {
        __typename: 'RelationAlreadyThere' as const,
        message: `The customers are already related so (${kind}).`,
        relation: there === undefined ? null : seenBy(customerId, there),
      }
    }
    await publishCustomerChanged(tx, [first.id, second.id], ['relations'])
    return { __typename: 'RelateCustomersSuccess' as const, customerId, relationId }
  })
}

const sameCustomer = (): Fault =>
  new Fault('BAD_USER_INPUT', 'customerId and relatedCustomerId are the same: a relation needs two customers.')

function isPossible(kind: KeptKind, customer: CustomerKind, related: CustomerKind): boolean {
  return endKinds[kind].customer === customer && endKinds[kind].related === related
}

function notPossible({ kind, customerId }: { kind: KeptKind; customerId: string }, firstId: string) {
  const { customer, related } = endKinds[kind]
  const [customerKind, relatedKind] = customerId === firstId ? [customer, related] : [related, customer]
  return {
    __typename: 'RelationNotPossible' as const,
    message: `This relation is between ${customer} and ${related}.`,
    customerKind,
    relatedKind,
  }
}
