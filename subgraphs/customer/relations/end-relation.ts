import type { MutationEndRelationArgs } from '#generated/customer.ts'
import type { Context } from '#platform/context.ts'
import { mutate } from '#platform/mutation.ts'
import { pastMoment } from '../input/moment.ts'
import { publishCustomerChanged } from '../profile/customer-changed.ts'
import type { Relation } from './relation.ts'
import { closeRelation, lockRelation } from './relation-store.ts'

/** Ends a relation for both of its customers. */
export function endRelation(ctx: Context, input: MutationEndRelationArgs['input']) {
  const { relationId } = input
  const at = pastMoment('validUntil', input.validUntil, ctx.now)
  return mutate(ctx, 'endRelation', input, async tx => {
    const relation = await lockRelation(tx, relationId)
    const flaw = flawOf(relation, at)
    if (relation === undefined || flaw !== null)
      return {
        __typename: 'RelationNotValid' as const,
        message: flaw ?? `There is no relation ${relationId}.`,
        relationId,
        validFrom: relation?.validFrom ?? null,
        validUntil: relation?.validUntil ?? null,
      }
    const { customerId, relatedId } = relation
    await closeRelation(tx, { id: relationId, at, by: ctx.principal.name })
    await publishCustomerChanged(tx, [customerId, relatedId], ['relations'])
    return { __typename: 'EndRelationSuccess' as const, relationId, customerId, relatedId }
  })
}

function flawOf(relation: Relation | undefined, at: Date): string | null {
  if (relation === undefined) return null
  if (relation.validUntil !== null) return `The relation ended at ${relation.validUntil.toISOString()}.`
  if (at < relation.validFrom) return `The relation began at ${relation.validFrom.toISOString()}, after that moment.`
  return null
}
