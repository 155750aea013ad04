import type { Resolvers } from '#generated/customer.ts'
import { batched } from '#platform/batch.ts'
import { customerEntity } from '../profile/customer-entity.ts'
import { addContactPoint } from './add-contact-point.ts'
import { findContactPoints } from './contact-point-store.ts'
import { removeContactPoint } from './remove-contact-point.ts'

const contactPointById = batched((ctx, ids: readonly string[]) => findContactPoints(ctx.db, ids))

export const contactPointMutations: Resolvers = {
  Mutation: {
    addContactPoint: (_, { input }, ctx) => addContactPoint(ctx, input),
    removeContactPoint: (_, { input }, ctx) => removeContactPoint(ctx, input),
  },
  AddContactPointSuccess: {
    customer: ({ customerId }, _, ctx) => customerEntity.by.id(ctx, customerId),
    contactPoint: ({ contactPointId }, _, ctx) => contactPointById(ctx, contactPointId),
  },
  RemoveContactPointSuccess: {
    customer: ({ customerId }, _, ctx) => customerEntity.by.id(ctx, customerId),
    contactPoint: ({ contactPointId }, _, ctx) => contactPointById(ctx, contactPointId),
  },
}
