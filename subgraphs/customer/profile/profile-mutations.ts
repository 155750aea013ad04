import type { Resolvers } from '#generated/customer.ts'
import { batched } from '#platform/batch.ts'
import { changeCustomer } from './change-customer.ts'
import { customerEntity } from './customer-entity.ts'
import { findFactChanges } from './fact-store.ts'
import { registerCustomer } from './register-customer.ts'

const changeById = batched((ctx, ids: readonly string[]) => findFactChanges(ctx.db, ids))

export const profileMutations: Resolvers = {
  Mutation: {
    registerCustomer: (_, { input }, ctx) => registerCustomer(ctx, input),
    changeCustomer: (_, { input }, ctx) => changeCustomer(ctx, input),
  },
  RegisterCustomerSuccess: { customer: ({ customerId }, _, ctx) => customerEntity.by.id(ctx, customerId) },
  ChangeCustomerSuccess: {
    customer: ({ customerId }, _, ctx) => customerEntity.by.id(ctx, customerId),
    async changes({ changeIds }, _, ctx) {
      const changes = await Promise.all(changeIds.map(id => changeById(ctx, id)))
      return changes.filter(change => change !== null)
    },
  },
}
