import type { Resolvers } from '#generated/customer.ts'
import { batched } from '#platform/batch.ts'
import type { Context } from '#platform/context.ts'
import { customerEntity } from '../profile/customer-entity.ts'
import type { Verification } from './verification.ts'
import { findVerifications } from './verification-store.ts'
import { verifyFact } from './verify-fact.ts'

const verificationsOf = batched((ctx, ids: readonly string[]) => findVerifications(ctx.db, ids))

async function verificationOf(
  ctx: Context,
  { customerId, field, value }: Pick<Verification, 'customerId' | 'field' | 'value'>,
): Promise<Verification | null> {
  const all = (await verificationsOf(ctx, customerId)) ?? []
  return all.find(each => each.field === field && each.value === value) ?? null
}

export const qualityResolvers: Resolvers = {
  Mutation: { verifyFact: (_, { input }, ctx) => verifyFact(ctx, input) },
  CustomerFact: { verification: (fact, _, ctx) => verificationOf(ctx, fact) },
  ContactPoint: { verification: (point, _, ctx) => verificationOf(ctx, { ...point, field: point.kind }) },
  VerifyFactSuccess: { customer: ({ customerId }, _, ctx) => customerEntity.by.id(ctx, customerId) },
}
