import type { Resolvers } from '#generated/customer.ts'
import { batched } from '#platform/batch.ts'
import { customerEntity } from '../profile/customer-entity.ts'
import { assignCustomer } from './assign-customer.ts'
import { findAssignments } from './assignment-store.ts'

const assignmentById = batched((ctx, ids: readonly string[]) => findAssignments(ctx.db, ids))

export const assignmentMutations: Resolvers = {
  Mutation: { assignCustomer: (_, { input }, ctx) => assignCustomer(ctx, input) },
  AssignCustomerSuccess: {
    customer: ({ customerId }, _, ctx) => customerEntity.by.id(ctx, customerId),
    assignment: ({ assignmentId }, _, ctx) => assignmentById(ctx, assignmentId),
    previous: ({ previousId }, _, ctx) => (previousId === null ? null : assignmentById(ctx, previousId)),
  },
}
