import type { Resolvers } from '#generated/customer.ts'
import { customerEntity } from './customer-entity.ts'

export const customerResolvers: Resolvers = {
  Query: {
    customer: (_, { id }, ctx) => customerEntity.by.id(ctx, id),
  },
}
