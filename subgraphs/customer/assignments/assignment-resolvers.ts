import type { Resolvers } from '#generated/customer.ts'
import { batched } from '#platform/batch.ts'
import { holdsAt } from './assignment.ts'
import { findAssignmentsOf } from './assignment-store.ts'

const assignmentsOf = batched((ctx, ids: readonly string[]) => findAssignmentsOf(ctx.db, ids))

export const assignmentResolvers: Resolvers = {
  Customer: {
    async accountManager({ id }, _, ctx) {
      const assignments = await assignmentsOf(ctx, id)
      return assignments?.find(each => each.role === 'ACCOUNT_MANAGER' && holdsAt(each, ctx.now)) ?? null
    },
    async assignments({ id }, { role, all }, ctx) {
      const assignments = (await assignmentsOf(ctx, id)) ?? []
      return assignments.filter(each => (role == null || each.role === role) && (all || holdsAt(each, ctx.now)))
    },
  },
  Assignment: { dealer: ({ dealerId }) => (dealerId === null ? null : { id: dealerId }) },
}
